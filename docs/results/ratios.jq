# Of every line beside another program, other / ours by the shortest repetitions and by the median turns:
#   jq -rf docs/results/ratios.jq docs/results/limits.json
def med: sort | (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2;
def turns_of($side): [.turns[] | select(.side == $side)];
select(.work and .rival != "peak")
| turns_of("rapidity") as $ours
| turns_of(.rival) as $other
| [.work, ([$other[].best_ms] | min) / ([$ours[].best_ms] | min), ([$other[].wall_ms] | med) / ([$ours[].wall_ms] | med)]
| @tsv
