"""Writes the files beside this script with pylhe 2.1 and pyhepmc 2.16 (pip install pylhe pyhepmc numpy): python make_fixtures.py

Random momenta that mean nothing, written with 17 digits; what the readers must make of them is in expected.npz."""

import gzip
import shutil

import numpy as np
import pyhepmc
import pylhe

rng = np.random.default_rng(20261126)
NUMBER = "{%s: .17e}"
PARTICLE = ["id", "status", "mother1", "mother2", "color1", "color2"]
FORMAT = pylhe.LHEXMLFormat(
    eventinfo="{nparticles:d} {pid:d} " + " ".join(NUMBER % n for n in ("weight", "scale", "aqed", "aqcd")),
    particle=" ".join("{%s:d}" % n for n in PARTICLE)
    + " " + " ".join(NUMBER % n for n in ("px", "py", "pz", "e", "m", "lifetime", "spin")),
)
expected = {}


def momentum():
    p = rng.normal(scale=50, size=3)
    m = rng.exponential(5)
    return *map(float, p), float(np.sqrt(p @ p + m * m)), float(m)


def lhe():
    """Drell-Yan-like events with 1 to 3 further gluons; weights in rwgt."""
    events = []
    for i in range(7):
        rows = [(2, -1, 0, 0, 501, 0), (-2, -1, 0, 0, 0, 501), (23, 2, 1, 2, 0, 0), (11, 1, 3, 3, 0, 0), (-11, 1, 3, 0, 0, 0)]
        rows += [(21, 1, 1, 2, 500 + k, 600 + k) for k in range(i % 3 + 1)]
        particles = [
            pylhe.LHEParticle(*row, *momentum(), lifetime=float(k), spin=9.0) for k, row in enumerate(rows)
        ]
        events.append(pylhe.LHEEvent(
            eventinfo=pylhe.LHEEventInfo(len(rows), 1 + i % 2, float(rng.exponential()), 91.188, 1 / 128, 0.118),
            particles=particles,
            weights={"1001": 1.5 + i, "1002": 0.25 * i},
            scales={"muf": 80.0},
            optional=["# pdf 1 2 0.1 0.2"],
            attributes={"npLO": "1"},
        ))
    header = pylhe.LHEHeader(initrwgt=pylhe.LHEInitRWGT(entries=[
        pylhe.LHEInitRWGTWeightGroup(name="scales", combine="envelope", weights=[
            pylhe.LHEInitRWGTWeight("1001", "mur < 1 & muf > 1"), pylhe.LHEInitRWGTWeight("1002", "muf=2"),
        ]),
    ]))
    init = pylhe.LHEInit(
        initInfo=pylhe.LHEInitInfo(2212, 2212, 6500.0, 6500.0, 0, 0, 247000, 247000, -4, 2),
        procInfo=[pylhe.LHEProcInfo(50.1, 0.3, 1.0, 1), pylhe.LHEProcInfo(5.5, 0.1, 2.0, 2)],
        generators=[pylhe.LHEGenerator("toy", "1.0", "random momenta")],
    )
    pylhe.LHEFile(init=init, events=events, header=header, comment="a run card:  pt > 20 ! <event> is none").tofile(
        "pylhe.lhe", lheformat=FORMAT)
    with open("pylhe.lhe", "rb") as plain, gzip.GzipFile("pylhe.lhe.gz", "wb", mtime=0) as zipped:
        shutil.copyfileobj(plain, zipped)
    # what is expected is read back, so that it is what pylhe makes of the text
    back = list(pylhe.LHEFile.fromfile("pylhe.lhe").events)
    flat = [p for e in back for p in e.particles]
    expected["lhe_offsets"] = np.cumsum([0] + [len(e.particles) for e in back])
    for name, attribute in zip(
        ("pdg", "status", "colour1", "colour2", "px", "py", "pz", "e", "m", "lifetime", "spin"),
        ("id", "status", "color1", "color2", "px", "py", "pz", "e", "m", "lifetime", "spin"),
    ):
        expected["lhe_" + name] = np.array([getattr(p, attribute) for p in flat], dtype="f8")
    expected["lhe_mother1"] = np.array([p.mother1 for p in flat], dtype="f8")
    expected["lhe_mother2"] = np.array([p.mother2 or p.mother1 for p in flat], dtype="f8")
    for name, attribute in (("process", "pid"), ("weight", "weight"), ("scale", "scale"), ("alpha_qed", "aqed"), ("alpha_qcd", "aqcd")):
        expected["lhe_" + name] = np.array([getattr(e.eventinfo, attribute) for e in back], dtype="f8")
    expected["lhe_weights"] = np.array([w for e in back for w in e.weights.values()])


def hepmc():
    """Two beams, a vertex of both with a place, decays with one mother, a vertex of three mothers, an event in MeV."""
    info = pyhepmc.GenRunInfo()
    info.weight_names = ["nominal", "muR_up"]
    info.tools = [("toy", "1.0", "random momenta")]
    events = []
    for i in range(5):
        unit = pyhepmc.Units.MEV if i == 3 else pyhepmc.Units.GEV
        event = pyhepmc.GenEvent(unit, pyhepmc.Units.MM)
        event.run_info = info
        event.event_number = 100 + i

        def particle(pdg, status):
            p = pyhepmc.GenParticle(momentum()[:4], pdg, status)
            p.generated_mass = p.momentum.m()
            return p

        beams = [particle(21, 4), particle(21, 4)]
        hard = pyhepmc.GenVertex((1.0, 2.0, 3.0, 4.0))
        tops = [particle(6, 22), particle(-6, 22), particle(21, 71)]
        for p in beams:
            hard.add_particle_in(p)
        for p in tops:
            hard.add_particle_out(p)
        event.add_vertex(hard)
        decay = pyhepmc.GenVertex()
        decay.add_particle_in(tops[0])
        products = [particle(24, 22), particle(5, 71)]
        for p in products:
            decay.add_particle_out(p)
        event.add_vertex(decay)
        if i % 2:
            string = pyhepmc.GenVertex()
            for p in (tops[1], tops[2], products[1]):
                string.add_particle_in(p)
            for k in range(i + 1):
                string.add_particle_out(particle(211, 1))
            event.add_vertex(string)
        event.weights = [float(rng.exponential()), 1.0 / 3.0]
        tops[0].attributes["flow1"] = 501
        tops[1].attributes["flow2"] = 502
        event.attributes["signal_process_id"] = i
        event.attributes["alphaQCD"] = 0.118
        event.attributes["cycles"] = "text with blanks"
        events.append(event)
    with pyhepmc.open("pyhepmc.hepmc", "w", precision=17) as f:
        for event in events:
            f.write(event)
    # what is expected is read back, so that it is what HepMC3 makes of the text, in its order of particles
    with pyhepmc.open("pyhepmc.hepmc") as f:
        back = [event for event in f]
    flat = [(p, 1e-3 if e.momentum_unit == pyhepmc.Units.MEV else 1.0) for e in back for p in e.particles]
    expected["hepmc_offsets"] = np.cumsum([0] + [len(e.particles) for e in back])
    expected["hepmc_pdg"] = np.array([p.pid for p, _ in flat], dtype="f8")
    expected["hepmc_status"] = np.array([p.status for p, _ in flat], dtype="f8")
    for i, name in enumerate(("px", "py", "pz", "e")):
        expected["hepmc_" + name] = np.array([unit * p.momentum[i] for p, unit in flat])
    expected["hepmc_m"] = np.array([unit * p.generated_mass for p, unit in flat])
    mothers = [sorted(m.id for m in p.parents) for p, _ in flat]
    expected["hepmc_mother1"] = np.array([m[0] if m else 0 for m in mothers], dtype="f8")
    expected["hepmc_mother2"] = np.array([m[-1] if m else 0 for m in mothers], dtype="f8")
    expected["hepmc_weight"] = np.array([e.weights[0] for e in back])
    expected["hepmc_weights"] = np.array([e.weights[1] for e in back])
    expected["hepmc_process"] = np.arange(5.0)


lhe()
hepmc()
np.savez("expected.npz", **expected)
