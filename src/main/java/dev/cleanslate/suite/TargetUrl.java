package dev.cleanslate.suite;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the address of a database: whole, or with variables in it, and never with a password. */
final class TargetUrl {

    private static final Pattern ADDRESS = Pattern.compile("(postgres(ql)?://|jdbc:postgresql:|\\$\\{).*");

    private TargetUrl() {}

    static Optional<Mention> read(Entries entries, String key, Values values) {
        Optional<Node> node = entries.get(key);
        return entries.label(key).flatMap(url -> {
            Place place = node.map(Node::place).orElse(entries.place());
            Optional<String> wrong = fault(url);
            wrong.ifPresent(why -> values.faults().add(place, entries.what(key) + " " + why));
            return wrong.isEmpty() ? Optional.of(new Mention(url, place)) : Optional.empty();
        });
    }

    private static Optional<String> fault(String url) {
        if (Secrets.literalIn(url)) {
            return Optional.of(
                    "holds a password as it is. Passwords come from the environment (\"${NAME}\"), ~/.pgpass or"
                            + " PGSERVICE: replace it, and change the password, since it stood in a file.");
        }
        if (!Expansion.wellFormed(url)) {
            return Optional.of("holds a variable that is not written as ${NAME}.");
        }
        return ADDRESS.matcher(url).matches()
                ? Optional.empty()
                : Optional.of(
                        "must begin with postgresql://, jdbc:postgresql: or a variable such as \"${DATABASE_URL}\".");
    }
}
