#!/bin/sh
# Starts or stops a throw-away PostgreSQL for the benchmark, reached by a socket in DIR only.
#
#   postgres.sh start DIR     prints the connection string
#   postgres.sh stop DIR
#
# PostgreSQL refuses to run as root; as root this uses the account "postgres" that its package makes.
set -eu

what=${1:?start or stop} dir=${2:?a folder}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
bin=${bin:-$(dirname "$(command -v pg_ctl)")}
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case $what in
start)
    mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    if [ ! -e "$dir/cluster/PG_VERSION" ]; then
        as "$bin/initdb" -D "$dir/cluster" -U anshin -A trust -E UTF8 --locale=C >"$dir/initdb.log"
        # The usual share of memory for a small machine; the figures fit into it. No just-in-time compiling:
        # for a query of a few milliseconds it only costs.
        printf '%s\n' "listen_addresses = ''" "shared_buffers = 512MB" "jit = off" >>"$dir/cluster/postgresql.conf"
    fi
    as "$bin/pg_ctl" -D "$dir/cluster" -o "-k $dir" -l "$dir/server.log" -w start >/dev/null
    echo "host=$dir user=anshin dbname=postgres"
    ;;
stop)
    as "$bin/pg_ctl" -D "$dir/cluster" -m fast -w stop >/dev/null
    ;;
*)
    echo "start or stop, not $what" >&2
    exit 2
    ;;
esac
