#!/usr/bin/env bash
# What action.yml runs: the suites, then the outputs and the summary of the step. Exits as the run did.
set -u
if [ -n "${INPUT_TARGET_FILE:-}" ]; then export TARGET_FILE="$INPUT_TARGET_FILE"; fi
if [ -n "${INPUT_BASELINE:-}" ]; then export TOLLGATE_BASELINE="$INPUT_BASELINE"; fi

node "$GITHUB_ACTION_PATH/cli/tollgate.js" test ${TOLLGATE_SYSTEM:+"$TOLLGATE_SYSTEM"}
status=$?

outcomes=(conforms violated usage error too-little stale)
{
  echo "outcome=${outcomes[$status]:-error}"
  echo "report=$TOLLGATE_OUT/index.html"
  if [ -f "$TOLLGATE_OUT/conformance.json" ]; then
    echo "counts=$(node -p 'JSON.stringify(JSON.parse(fs.readFileSync(process.argv[1])).summary)' "$TOLLGATE_OUT/conformance.json")"
  fi
} >> "$GITHUB_OUTPUT"
if [ -f "$TOLLGATE_OUT/summary.md" ]; then cat "$TOLLGATE_OUT/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
exit "$status"
