package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.storage.Account;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.Compared;
import java.time.Instant;
import java.util.Optional;

/** What the last lines of a run say of an object store. */
final class StorageText implements RunListener {

    private Optional<Account> account = Optional.empty();

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.Storage e) {
            account = Optional.of(e.account());
        }
    }

    private Optional<Long> orphans() {
        return account.flatMap(Account::after).map(Compared::orphans);
    }

    /** Of a run that is about nothing else. */
    String figures() {
        return orphans()
                .map(count -> Figures.count(count, "object") + " without a row"
                        + (taken().isEmpty() ? ", nothing was changed" : taken()))
                .orElse("the bucket was not compared, nothing was changed");
    }

    String next() {
        boolean goes =
                account.filter(a -> a.limit() > 0 && a.cleared().isEmpty()).isPresent();
        return goes && orphans().filter(count -> count > 0).isPresent()
                ? "to have them taken away, run again with --execute-storage "
                        + account.map(Account::bucket).map(Printable::of).orElse("")
                : "nothing. The record above is the proof; keep it.";
    }

    /** Files that a reset leaves behind, and that there may be some of which nobody knows. */
    Optional<String> leftBehind(boolean committed) {
        Optional<String> skipped = account.flatMap(Account::skipped);
        if (skipped.isPresent()) {
            return skipped.map(why -> "nobody looked at the object store: " + Printable.of(why));
        }
        boolean stay = committed && account.flatMap(Account::cleared).isEmpty();
        return orphans()
                .filter(count -> stay && count > 0)
                .map(count -> Figures.count(count, "object") + " without a row in bucket "
                        + account.map(Account::bucket).map(Printable::of).orElse("") + ", left as they are");
    }

    /** Of a rehearsal: what a reset would leave behind. */
    String foretold() {
        return orphans()
                .map(count -> " (" + Figures.count(count, "object") + " without a row then)")
                .orElse("");
    }

    /** Of a reset: what became of objects; empty where nothing did. */
    String taken() {
        return account.flatMap(Account::cleared)
                .map(Cleared::taken)
                .map(count -> "; " + Figures.count(count, "object")
                        + (account.get().quarantine().isEmpty() ? " deleted" : " moved to quarantine"))
                .orElse("");
    }
}
