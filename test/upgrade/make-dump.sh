#!/bin/sh
# Makes test/upgrade/<commit>/dump.sql.br and reports.json.br anew: see test/upgrade/README.md.
#   sh test/upgrade/make-dump.sh <commit> <url of a PostgreSQL 15 server's maintenance database>
# Needs git, npm, and psql and pg_dump of the server's version. Takes some five minutes.
set -eu
commit=$1
server=$2
here=$(cd "$(dirname "$0")/$commit" && pwd)
checkout=$(mktemp -d)
name=upgrade_$commit
url="${server%/*}/$name"

git -C "$here" worktree add --detach "$checkout" "$commit"
cp -R "$(dirname "$here")" "$checkout/test/"
cd "$checkout"
npm ci
# On a busy machine a dry run loses a lock of 3 s. It leaves no trace in the database.
sed -i 's/^const LOCK_MS = 3_000;/const LOCK_MS = 120_000;/' server/worker/start-worker.ts
psql "$server" -c "create database $name encoding 'UTF8' template template0"
node --import tsx "test/upgrade/$commit/fill/main.ts" "$url" "$here/reports.json.br"
# \restrict and \unrestrict are for psql alone; the test restores without it.
pg_dump --no-owner --no-privileges --inserts --rows-per-insert=50 "$url" |
  grep -vE '^\\(un)?restrict ' |
  node -e '
    const { brotliCompressSync, constants: c } = require("node:zlib");
    const params = { [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_QUALITY]: 11 };
    process.stdout.write(brotliCompressSync(require("node:fs").readFileSync(0), { params }));
  ' > "$here/dump.sql.br"
psql "$server" -c "drop database $name"
cd "$here"
git worktree remove --force "$checkout"
ls -l "$here"
