package dev.cleanslate.scan;

import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Tries accounts with the passwords that seed scripts and manuals use, on this machine and not on the server. All
 * tables of a scan share the time there is for it. A password is never told, nor which of them it was.
 */
final class Passwords {

    private static final Duration USUAL = Duration.ofSeconds(20);

    /** Where locks are held meanwhile. */
    static final Duration IN_HASTE = Duration.ofSeconds(5);

    /** One try may take this long: what was made to take longer is left alone. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    /** Below this, all passwords are tried on an account before the next; above, each password on all accounts. */
    private static final long CHEAP = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private static final int MIB = 1 << 20;
    private static final int MOST_MEMORY = 256;

    private final List<String> words;
    private final BooleanSupplier cancelled;
    private final int mebibytes;
    private final Semaphore memory;
    private long left;

    /** {@code more} than those that everybody tries. */
    Passwords(List<String> more, Optional<Duration> within, BooleanSupplier cancelled) {
        Set<String> all = new LinkedHashSet<>(more);
        all.addAll(SeededPasswords.USUAL);
        this.words = List.copyOf(all);
        this.left = within.orElse(USUAL).toNanos();
        this.cancelled = cancelled;
        this.mebibytes =
                (int) Math.max(16, Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / 4 / MIB));
        this.memory = new Semaphore(mebibytes);
    }

    /** {@code names}: what its owner signs in with, in full and up to the @. */
    record Account(List<String> key, String stored, List<String> names) {
        Account {
            key = List.copyOf(key);
            names = List.copyOf(names);
        }

        /** Hashes are as good as passwords to whoever has time. */
        @Override
        public String toString() {
            return "Account" + key;
        }
    }

    /** {@code open}: whose password is one of those. All others were tried to the end, or are counted. */
    record Outcome(List<Account> open, int tried, int words, int unfinished, int unknown, int tooCostly) {}

    /** One at a time: they share the machine as well as the time. */
    synchronized Outcome tryAll(List<Account> accounts) {
        List<Attempt> attempts = new ArrayList<>();
        int unknown = 0;
        int tooCostly = 0;
        for (Account account : accounts) {
            Optional<PasswordHash> hash = PasswordHash.parse(account.stored());
            if (hash.isEmpty()) {
                unknown++;
            } else if (hash.get().cost().nanos() > LONGEST || hash.get().cost().bytes() / MIB > mebibytes) {
                tooCostly++;
            } else {
                attempts.add(TriedBefore.recalled(new Attempt(account, hash.get(), candidates(account))));
            }
        }
        long started = System.nanoTime();
        if (!attempts.isEmpty()) {
            work(inOrder(attempts), started + left);
        }
        left -= System.nanoTime() - started;
        attempts.forEach(TriedBefore::remember);
        return new Outcome(
                attempts.stream().filter(a -> a.open).map(a -> a.account).toList(),
                attempts.size(),
                words.size(),
                (int) attempts.stream()
                        .filter(a -> !a.open && a.done.get() < a.candidates.size())
                        .count(),
                unknown,
                tooCostly);
    }

    private List<String> candidates(Account account) {
        Set<String> all = new LinkedHashSet<>(account.names());
        all.addAll(words);
        return List.copyOf(all);
    }

    static final class Attempt {

        private final Account account;
        private final PasswordHash hash;
        private final List<String> candidates;
        private final AtomicInteger done = new AtomicInteger();
        private volatile boolean open;

        Attempt(Account account, PasswordHash hash, List<String> candidates) {
            this.account = account;
            this.hash = hash;
            this.candidates = candidates;
        }

        /** What was tried, so that the same on the same need not be tried again. */
        String digest() {
            List<String> lines = new ArrayList<>(candidates);
            lines.add(account.stored());
            return Digest.ofLines(lines);
        }

        boolean open() {
            return open;
        }

        /** Whether nothing is left to be tried. */
        boolean settled() {
            return open || done.get() >= candidates.size();
        }

        void settle(boolean asOpen) {
            open = asOpen;
            done.set(candidates.size());
        }
    }

    private record Try(Attempt on, String password) {
        @Override
        public String toString() {
            return "Try";
        }
    }

    /** The cheapest first; and what is dear in turn, so that each account has had the likeliest when time runs out. */
    private static List<Try> inOrder(List<Attempt> attempts) {
        List<Try> tries = new ArrayList<>();
        List<Attempt> dear = new ArrayList<>();
        for (Attempt attempt : attempts.stream()
                .filter(one -> !one.settled())
                .sorted(Comparator.comparingLong(a -> a.hash.cost().nanos()))
                .toList()) {
            if (attempt.hash.cost().nanos() < CHEAP) {
                attempt.candidates.forEach(password -> tries.add(new Try(attempt, password)));
            } else {
                dear.add(attempt);
            }
        }
        int most = dear.stream().mapToInt(a -> a.candidates.size()).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (Attempt attempt : dear) {
                if (i < attempt.candidates.size()) {
                    tries.add(new Try(attempt, attempt.candidates.get(i)));
                }
            }
        }
        return tries;
    }

    private void work(List<Try> tries, long deadline) {
        int threads = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), tries.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "cleanslate-passwords");
            thread.setDaemon(true);
            return thread;
        });
        AtomicInteger next = new AtomicInteger();
        try {
            for (int i = 0; i < threads; i++) {
                pool.execute(() -> {
                    for (int at = next.getAndIncrement(); at < tries.size(); at = next.getAndIncrement()) {
                        one(tries.get(at), deadline);
                    }
                });
            }
            pool.shutdown();
            while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                // Every try looks at the time and at whether it is still wanted, and none takes long.
            }
        } catch (InterruptedException interrupted) {
            // The scan ends; what was not tried is counted.
            next.set(tries.size());
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
    }

    private void one(Try wanted, long deadline) {
        Attempt on = wanted.on();
        PasswordHash.Cost cost = on.hash.cost();
        long remaining = deadline - System.nanoTime();
        // What costs next to nothing is done however late it is.
        boolean inTime = cost.nanos() < CHEAP ? remaining > -GRACE : remaining > cost.nanos();
        if (on.open || cancelled.getAsBoolean() || !inTime) {
            return;
        }
        int needed = (int) (cost.bytes() / MIB);
        memory.acquireUninterruptibly(needed);
        try {
            if (on.hash.matches(wanted.password())) {
                on.open = true;
            }
            on.done.incrementAndGet();
        } finally {
            memory.release(needed);
        }
    }
}
