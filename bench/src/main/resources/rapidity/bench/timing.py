"""The time of a repeated piece of work after warm-up, for the scripts that stand beside this one."""
import json
import resource
import statistics
import time


def report(work, warm, budget, **more):
    """Repeats the work until so many seconds have passed, at least five times, and prints one line of JSON: medians in
    milliseconds, the first run in seconds, the largest resident memory, and what else there is to say."""
    start = time.perf_counter()
    work()
    first = time.perf_counter() - start
    end = time.perf_counter() + warm
    while time.perf_counter() < end:
        work()
    wall, cpu = [], []
    end = time.perf_counter() + budget
    while len(wall) < 5 or time.perf_counter() < end:
        w, c = time.perf_counter(), time.process_time()
        work()
        cpu.append((time.process_time() - c) * 1e3)
        wall.append((time.perf_counter() - w) * 1e3)
    print(json.dumps(dict(wall_ms=statistics.median(wall), cpu_ms=statistics.median(cpu), repeats=len(wall), first_s=first,
                          peak_kb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, **more)))
