# What the scripts of all guests have in common.

# Starts a program, with its output in a file: start_program REPORT COMMAND [ARGUMENT ...]
# Sets $program to its process.
start_program() {
  local report=$1
  shift
  : >"$report"
  # What a script starts in the background ignores SIGINT unless it is told not to.
  env --default-signal=INT "$@" >"$report" 2>"$report.errors" &
  program=$!
}

# Waits for a process and keeps its exit code in a file: keep_exit_code PROCESS FILE
keep_exit_code() {
  local code=0
  wait "$1" || code=$?
  echo $code >"$2"
}

# Waits until a report has a line with a text, the NUMBER-th such (default the first), a minute at most:
# await REPORT TEXT [NUMBER]
await() {
  local lines
  lines=$(timeout 60 tail -n +1 -s 0.02 -f "$1" | grep -F --line-buffered -m "${3:-1}" -e "$2" | wc -l) || true
  if ((lines < ${3:-1})); then
    echo "$1 has no line (or not ${3:-1}) with: $2" >&2
    cat "$1" "$1.errors" >&2
    exit 90
  fi
}

# Waits until a command succeeds, ten seconds at most: await_that COMMAND [ARGUMENT ...]
await_that() {
  timeout 10 bash -c 'until "$@"; do :; done' - "$@"
}
