package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.UnusableUrlException;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.JsonTemplate;
import dev.cleanslate.suite.RehearsalApp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * What the application on a copy finds in its environment: the copy, wherever applications look for their database, and
 * no way to the database itself.
 *
 * @param dropped names of variables that it does not get, since they lead to the database itself
 */
record AppEnvironment(Map<String, String> variables, List<String> dropped) {

    AppEnvironment {
        variables = Map.copyOf(variables);
        dropped = List.copyOf(dropped);
    }

    static AppEnvironment of(RehearsalApp app, Map<String, String> environment, DatabaseUrl source, DatabaseUrl copy) {
        var variables = new LinkedHashMap<String, String>();
        var dropped = new TreeSet<String>();
        environment.forEach((name, value) -> {
            // libpq's own would win over what is said of the copy; our own may hold the key that signs.
            if (name.startsWith("PG") || name.startsWith("CLEANSLATE_") || leadsTo(source, value)) {
                dropped.add(name);
            } else {
                variables.put(name, value);
            }
        });
        variables.putAll(copy.libpqEnvironment());
        variables.put("DATABASE_URL", copy.withPassword());
        variables.put("JDBC_DATABASE_URL", copy.jdbcWithPassword());
        app.env().forEach((name, written) -> {
            String value = value(written, environment, copy);
            if (leadsTo(source, value)) {
                throw new StepFailure(
                        StepFailure.Kind.REFUSED,
                        app.place() + ": variable " + name
                                + " would lead the application to the database itself and not to the copy. Say {{url}} or"
                                + " {{jdbc-url}} there, which are the copy's. Nothing was started.");
            }
            variables.put(name, value);
        });
        dropped.removeAll(variables.keySet());
        return new AppEnvironment(variables, List.copyOf(dropped));
    }

    private static String value(String written, Map<String, String> environment, DatabaseUrl copy) {
        String value =
                written.startsWith("env:") ? environment.getOrDefault(written.substring("env:".length()), "") : written;
        return JsonTemplate.WORD
                .matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(word(found.group(1), copy)));
    }

    private static String word(String word, DatabaseUrl copy) {
        return switch (word) {
            case "url" -> copy.withPassword();
            case "jdbc-url" -> copy.jdbcWithPassword();
            case "host" -> copy.host();
            case "port" -> String.valueOf(copy.port());
            case "database" -> copy.database();
            case "user" -> copy.user();
            case "password" -> copy.libpqEnvironment().getOrDefault("PGPASSWORD", "");
            default -> "{{" + word + "}}";
        };
    }

    private static boolean leadsTo(DatabaseUrl source, String value) {
        if (!value.matches("(?s)(jdbc:)?(postgres|postgresql|postgis):.*")) {
            return false;
        }
        try {
            String url = value.replaceFirst("^(postgres|postgis):", "postgresql:");
            return DatabaseUrl.parse(url, Map.of()).leadsTo(source);
        } catch (UnusableUrlException notOurs) {
            // Of a URL that cannot be read nobody knows where it leads: better not there.
            return true;
        }
    }
}
