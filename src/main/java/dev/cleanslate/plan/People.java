package dev.cleanslate.plan;

import java.util.Set;

/** What tables of people are called. */
public final class People {

    private static final Set<String> WORDS = Set.of(
            "user",
            "customer",
            "client",
            "member",
            "person",
            "people",
            "patient",
            "student",
            "guest",
            "subscriber",
            "contact",
            "profile",
            "account",
            "participant",
            "attendee",
            "lead",
            "applicant",
            "candidate",
            "tenant",
            "visitor",
            "pupil",
            "donor",
            "passenger",
            "rider",
            "driver",
            "player",
            "friend",
            "follower",
            "buyer");

    private People() {}

    /** Whether a table of that name holds people, each in a row of their own. */
    public static boolean named(String table) {
        return named(Words.of(table));
    }

    static boolean named(Words words) {
        return WORDS.contains(words.last()) || OtherTongues.PEOPLE.contains(words.last());
    }
}
