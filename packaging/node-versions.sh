#!/usr/bin/env bash
# Runs what a user runs (the mock's tests and one suite) under each version of Node that is supported. They come as npm packages.
set -u
cd "$(dirname "$0")/.."
failed=0
for version in 20.19 22 24; do
  folder=$(mktemp -d)
  npm install --silent --no-audit --no-fund --prefix "$folder" "node@$version" || { failed=1; continue; }
  node=$folder/node_modules/node/bin/node
  printf '\n== Node %s\n' "$("$node" --version)"
  PATH=$(dirname "$node"):$PATH TOLLGATE_OUT=$folder/out "$node" node_modules/@playwright/test/cli.js test wazo sipgate/client >"$folder/log" 2>&1 \
    || { cat "$folder/log"; failed=1; }
  PATH=$(dirname "$node"):$PATH "$node" --import tsx tests/run.ts mock-idp/frame mock-idp/handles || failed=1
  rm -rf "$folder"
done
exit "$failed"
