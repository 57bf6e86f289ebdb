#!/usr/bin/python3
"""Makes benchmarks/results/bluetooth.md of what compare.sh measured: report.py MEASURED COMMIT"""
import json
import platform
import statistics
import subprocess
import sys

CLIENTS = ("bleak", "o2x")
lines = [json.loads(line) for line in open(sys.argv[1])]
first = {c: [x["ms"] for x in lines if x["client"] == c and x["what"] == "first"] for c in CLIENTS}
floods = {c: [x for x in lines if x["client"] == c and x["what"] == "flood"] for c in CLIENTS}
rates = sorted({x["rate"] for c in CLIENTS for x in floods[c]})


def whole(client, rate):
    """The runs of a rate in which nothing was lost."""
    return [x for x in floods[client] if x["rate"] == rate and x["received"] == x["sent"]]


def sustained(client):
    """The highest rate at which nothing was lost, in the median of the rounds."""
    rounds, best = [], 0
    for x in floods[client]:
        if x["rate"] == rates[0] and best:
            rounds.append(best)
            best = 0
        if x["received"] == x["sent"]:
            best = x["rate"]
    return statistics.median(rounds + [best])


def cpu(client, rate, *parts):
    return statistics.median(1000 * sum(x[part] for part in parts) / x["received"] for x in whole(client, rate))


def version(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


shared = [rate for rate in rates if all(whole(c, rate) for c in CLIENTS)]
rate = shared[-1]
with_stack = ("cpuMs", "bluetoothdMs", "busMs")
rows = [
    ("scan start to first decoded value, ms", statistics.median(first["bleak"]), statistics.median(first["o2x"]), "speed", "≥ 1.0"),
    ("notifications a second without loss", sustained("bleak"), sustained("o2x"), "rate", "≥ 2.0"),
    (f"CPU per notification at {rate} a second, client alone, µs", cpu("bleak", rate, "cpuMs"), cpu("o2x", rate, "cpuMs"), "cost", "≤ 0.25"),
    (f"the same with bluetoothd and dbus-daemon, µs", cpu("bleak", rate, *with_stack), cpu("o2x", rate, *with_stack), "cost", ""),
]
processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
print(f"""# Bluetooth, beside python3-bleak

The same simulated dongle, the same kernel and the same bluetoothd for both, in turns: bleak, then the engine, {sum(1 for x in floods["o2x"] if x["rate"] == rates[0])} rounds in one run of a virtual machine.
The machine is emulated, so the times are long, for both; the ratios count. The virtual radio has no airtime: this compares host software.
Both hold the whole conversation of the profile: find by tag, read the profile, have the VIN proved, subscribe to information and measurements.
On each notification the script checks the checksum and takes the charge; the engine decodes all of it and tells one observer once a second.
{processor}; bluetoothd {version("/usr/libexec/bluetooth/bluetoothd", "--version")}; python3-bleak {version("dpkg-query", "-W", "-f", "${Version}", "python3-bleak")}; .NET {version("dotnet", "--version")} (SDK); commit {sys.argv[2]}.

| | bleak | O2X | ratio | aim |
|---|---|---|---|---|""")
for name, theirs, ours, kind, aim in rows:
    ratio = theirs / ours if kind == "speed" else ours / theirs
    print(f"| {name} | {theirs:,.0f} | {ours:,.0f} | {ratio:.2f} | {aim} |")
print("""
Ratios: the first says how many times as fast, the second how many times as many, the others what part of the cost. Medians of the rounds.
PROFILE.md lets a dongle send at most 100 packets a second.

## Every rate

| notifications a second | bleak: lost | CPU µs each, with the stack | O2X: lost | CPU µs each, with the stack |
|---|---|---|---|---|""")
for rate in rates:
    cells = []
    for c in CLIENTS:
        runs = [x for x in floods[c] if x["rate"] == rate]
        lost, sent = sum(x["sent"] - x["received"] for x in runs), sum(x["sent"] for x in runs)
        cells += [f"{lost} of {sent}", f"{cpu(c, rate, 'cpuMs'):,.0f}, {cpu(c, rate, *with_stack):,.0f}" if whole(c, rate) else "–"] if runs else ["–", "–"]
    print(f"| {rate} | {' | '.join(cells)} |")
