package dev.cleanslate.api;

import java.util.List;

/** What an address of a demo period looks like. */
final class DemoAddresses {

    /** Set aside by RFC 2606 and RFC 6761, so nobody can be reached there. */
    private static final String RESERVED =
            "@([^@]*[.])?(example[.](com|net|org|edu)|[^@]*[.]?(test|example|invalid|localhost))$";

    private static final String THROWAWAY =
            "@([^@]*[.])?(mailinator[.]com|yopmail[.]com|guerrillamail[.]com|10minutemail[.]com|trashmail[.]com|tempmail[.]com|sharklasers[.]com)$";

    private static final String MADE_UP =
            "^(test|demo|dummy|fake|foo|sample|asdf|qwerty)([-_.+]?(user|account|customer|client|person|bar))?[-_.+]?[0-9]*@";

    private DemoAddresses() {}

    static String predicate(String text) {
        return String.join(
                " OR ",
                List.of(RESERVED, THROWAWAY, MADE_UP).stream()
                        .map(regex -> text + " ~* " + Literals.quoted(regex))
                        .toList());
    }
}
