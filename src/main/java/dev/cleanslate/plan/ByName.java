package dev.cleanslate.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a table's name says of it, and how far its columns agree. */
final class ByName {

    private static final Set<String> STAFF =
            Set.of("admin", "administrator", "staff", "employee", "operator", "trainer", "teacher", "coach", "agent");
    private static final Set<String> LOGS = Set.of(
            "log",
            "audit",
            "history",
            "trail",
            "journal",
            "activity",
            "changelog",
            "telemetry",
            "metric",
            "stat",
            "statistic",
            "trace",
            "logentry",
            "pageview",
            "impression",
            "snapshot");
    private static final Set<String> SESSIONS = Set.of(
            "session", "token", "otp", "nonce", "passwordreset", "authtoken", "refreshtoken", "blacklist", "login");
    private static final Set<String> SETTINGS =
            Set.of("setting", "config", "configuration", "option", "parameter", "preference", "flag", "feature");
    private static final Set<String> LOOKUPS = Set.of(
            "country",
            "currency",
            "language",
            "locale",
            "timezone",
            "region",
            "state",
            "city",
            "type",
            "kind",
            "category",
            "status",
            "role",
            "permission",
            "plan",
            "package",
            "tier",
            "unit",
            "level",
            "template",
            "translation",
            "tax",
            "rate",
            "holiday",
            "product",
            "catalog",
            "catalogue",
            "color",
            "colour",
            "size",
            "brand",
            "genre",
            "topic",
            "skill",
            "department",
            "location",
            "branch",
            "menu",
            "room",
            "price");
    private static final Set<String> TRANSACTIONS = Set.of(
            "order",
            "payment",
            "booking",
            "invoice",
            "transaction",
            "cart",
            "basket",
            "reservation",
            "appointment",
            "subscription",
            "membership",
            "deposit",
            "transfer",
            "shipment",
            "delivery",
            "ticket",
            "visit",
            "attendance",
            "referral",
            "request",
            "review",
            "vote",
            "like",
            "comment",
            "message",
            "notification",
            "refund",
            "charge",
            "payout",
            "sale",
            "purchase",
            "rental",
            "checkin",
            "enrollment",
            "enrolment",
            "registration",
            "upload",
            "attachment",
            "email",
            "sms",
            "claim",
            "debt",
            "expense",
            "donation",
            "bid",
            "offer",
            "redemption",
            "receipt",
            "quote",
            "submission",
            "answer",
            "response",
            "event");
    private static final Set<String> PARTS = Set.of("item", "line", "detail", "entry", "position", "row");
    private static final Pattern TOKENS = Pattern.compile(".*(token|expires|expiry|expire_date|last_seen|ip).*");

    private ByName() {}

    static Optional<Judgement> judge(Observed seen) {
        Words words = seen.words();
        if (LOGS.contains(words.last()) || words.first().equals("audit") || versions(seen)) {
            return logs(seen);
        }
        if (SESSIONS.contains(words.last()) || words.joined().matches("password_resets?|.*(access|refresh)_grants?")) {
            return Optional.of(
                    seen.hasColumn(TOKENS)
                            ? Judgement.high(Nature.SESSION, "named for sessions or tokens, with what they carry")
                            : Judgement.medium(Nature.SESSION, "named for sessions or tokens"));
        }
        Optional<Judgement> ofSomebody = ofSomebody(seen);
        if (ofSomebody.isPresent()) {
            return ofSomebody;
        }
        if (words.has(SETTINGS) && SETTINGS.contains(words.last())) {
            return seen.small()
                    ? Optional.of(Judgement.high(Nature.CONFIGURATION, "named for settings"))
                    : Optional.of(Judgement.low(Nature.CONFIGURATION, "named for settings, though it is long"));
        }
        if (isPeople(words)) {
            return people(seen);
        }
        if (words.has(STAFF) && STAFF.contains(words.last())) {
            return Optional.of(Judgement.medium(Nature.STAFF, "named for those who run the place"));
        }
        if (LOOKUPS.contains(words.last()) && seen.measure().rows() <= 100_000) {
            return Optional.of(
                    seen.in().isEmpty()
                            ? Judgement.medium(Nature.LOOKUP, "named for a list of choices")
                            : Judgement.high(
                                    Nature.LOOKUP, "named for a list of choices, and " + ByShape.referenced(seen)));
        }
        return transactions(seen);
    }

    private static boolean isPeople(Words words) {
        return People.named(words);
    }

    /** A person's preferences and roles go with the person, however much the table is named like a list of choices. */
    private static Optional<Judgement> ofSomebody(Observed seen) {
        Words words = seen.words();
        if (!SETTINGS.contains(words.last()) && !LOOKUPS.contains(words.last())) {
            return Optional.empty();
        }
        return seen.out().stream()
                .map(KeyGraph.Edge::parent)
                .filter(parent -> {
                    Words person = Words.of(parent.name());
                    return isPeople(person)
                            && words.has(List.of(person.last()))
                            && !words.last().equals(person.last());
                })
                .findFirst()
                .map(parent -> Judgement.medium(
                        Nature.PEOPLE, "named for what those in " + parent + " have, with a key to it"));
    }

    private static Optional<Judgement> logs(Observed seen) {
        return Optional.of(
                seen.timed()
                        ? Judgement.high(Nature.LOG, "named for a log, with times")
                        : Judgement.medium(Nature.LOG, "named for a log"));
    }

    /** As libraries for keeping old versions of rows make it. */
    private static boolean versions(Observed seen) {
        return seen.words().joined().equals("versions") && seen.hasColumn(Pattern.compile("item_(type|id)"));
    }

    private static Optional<Judgement> people(Observed seen) {
        if (seen.hasMail() || seen.hasSecret()) {
            String what = seen.hasMail() ? "an e-mail column" : "a password column";
            return Optional.of(Judgement.high(
                    Nature.PEOPLE,
                    "named for people, with " + what
                            + (seen.in().isEmpty() ? "" : ", and " + ByShape.referenced(seen))));
        }
        return seen.words().last().equals("account")
                        || (seen.out().isEmpty() && seen.in().isEmpty())
                ? Optional.empty()
                : Optional.of(Judgement.medium(Nature.PEOPLE, "named for people"));
    }

    private static Optional<Judgement> transactions(Observed seen) {
        Words words = seen.words();
        boolean part = PARTS.contains(words.last()) && words.has(TRANSACTIONS);
        if (!part && !TRANSACTIONS.contains(words.last()) && !OtherTongues.TRANSACTIONS.contains(words.last())) {
            return Optional.empty();
        }
        return Optional.of(
                seen.timed() && !seen.out().isEmpty()
                        ? Judgement.high(Nature.TRANSACTIONAL, "named for what happens, with times and keys")
                        : Judgement.medium(Nature.TRANSACTIONAL, "named for what happens"));
    }
}
