"""Reads a candump log with python-can, as its documentation says, and counts the messages."""
import json
import sys
import time

import can

start, cpu = time.perf_counter(), time.process_time()
lines = 0
with can.LogReader(sys.argv[1]) as reader:
    for _ in reader:
        lines += 1
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({"Lines": lines, "Updates": 0, "Seconds": seconds, "CpuSeconds": cpu, "PeakBytes": peak, "Version": can.__version__}))
