#!/bin/sh
# Builds ../mathjax.js from the exact versions in package.json.  Needs Node and npm; nothing of
# this is needed to run the program.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/entry.js" "$here/package.json" "$work"
cd "$work"
npm install --no-audit --no-fund --ignore-scripts
npm run bundle
cp mathjax.js "$here/../mathjax.js"
cp node_modules/mathjax-full/LICENSE "$here/../LICENSE"
cd "$here/.."
sha256sum mathjax.js >mathjax.js.sha256
cat mathjax.js.sha256
