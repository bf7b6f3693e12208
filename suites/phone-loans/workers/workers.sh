#!/bin/sh
# Stops and starts the workers of the queue, and waits until they have registered: one process for each file of $PHONE_LOANS_WORKERS, a folder that holds their
# process ids. Where the variable is not set, as in the demo, there are none. In front of your own workers put your own way
# of stopping them (systemctl stop loans-worker, kubectl scale, ...): see src/docs/hooks.md.
set -eu
what=${1:?say stop, start or registered}
if [ -z "${PHONE_LOANS_WORKERS:-}" ]; then
    echo "PHONE_LOANS_WORKERS names no folder: there are no workers here to $what."
    exit 0
fi
here=$(dirname "$0")
# After a restart of the machine the number in an old file may be that of any process.
is_worker() {
    { ps -p "$1" -o args= || tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -q 'Worker\.java'
}
case $what in
stop)
    for file in "$PHONE_LOANS_WORKERS"/*.pid; do
        [ -e "$file" ] || continue
        pid=$(cat "$file")
        if ! is_worker "$pid"; then
            rm -f "$file"
            echo "The worker $pid had ended already."
            continue
        fi
        kill -TERM "$pid" 2>/dev/null || true
        left=300
        while kill -0 "$pid" 2>/dev/null; do
            left=$((left - 1))
            if [ "$left" -le 0 ]; then
                echo "The worker $pid was asked to end 30 seconds ago and still runs: it holds a long job. Wait for it, or end it by hand." >&2
                exit 1
            fi
            sleep 0.1
        done
        rm -f "$file"
        echo "The worker $pid has ended."
    done
    ;;
start)
    for number in 1 2; do
        file=$PHONE_LOANS_WORKERS/$number.pid
        if [ -e "$file" ] && is_worker "$(cat "$file")"; then
            continue
        fi
        # What the worker before it said is not to be taken for its word.
        : >"$PHONE_LOANS_WORKERS/$number.log"
        nohup java -cp "${PHONE_LOANS_DRIVER:?the jar of the driver}" "$here/Worker.java" >"$PHONE_LOANS_WORKERS/$number.log" 2>&1 </dev/null &
        echo $! >"$file"
        echo "The worker $! was started."
    done
    ;;
registered)
    for number in 1 2; do
        log=$PHONE_LOANS_WORKERS/$number.log
        left=300
        until grep -q 'has registered' "$log" 2>/dev/null; do
            left=$((left - 1))
            if [ "$left" -le 0 ] || ! kill -0 "$(cat "$PHONE_LOANS_WORKERS/$number.pid")" 2>/dev/null; then
                echo "Worker $number has ended, or has not registered itself and its recurring tasks within 30 seconds. Its log:" >&2
                tail -n 20 "$log" >&2
                exit 1
            fi
            sleep 0.1
        done
        tail -n 1 "$log"
    done
    ;;
*)
    echo "Say stop, start or registered, not $what." >&2
    exit 2
    ;;
esac
