package dev.cleanslate.run;

import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.HttpCheck;
import dev.cleanslate.suite.JsonTemplate;
import dev.cleanslate.suite.RehearsalApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A variable that a suite takes from the environment and that is not there, known before anything runs. {@code what}
 * asks for it, as the address does.
 */
public record Unset(String what, String variable, boolean empty) {

    private static final String ADDRESS = "the address";

    public static List<Unset> of(HttpCheck check, Map<String, String> environment) {
        var found = new Search(environment);
        found.look(check.url(), ADDRESS);
        check.header().forEach((name, value) -> found.look(value, "header " + name));
        check.body().ifPresent(found::look);
        return found.unset;
    }

    public static List<Unset> of(Hook hook, Map<String, String> environment) {
        var found = new Search(environment);
        if (hook.kind() instanceof Hook.Kind.Post post) {
            found.look(post.url(), ADDRESS);
            post.header().forEach((name, value) -> found.look(value, "header " + name));
            post.json().ifPresent(found::look);
        }
        return found.unset;
    }

    public static List<Unset> of(RehearsalApp app, Map<String, String> environment) {
        var found = new Search(environment);
        app.env().forEach((name, value) -> found.look(value, "variable " + name));
        app.ready().ifPresent(url -> found.look(url, ADDRESS));
        return found.unset;
    }

    public String message() {
        return what + " asks for the variable " + variable + ", which is " + state() + " in the environment. " + mend();
    }

    public String state() {
        return empty ? "empty" : "not set";
    }

    public String mend() {
        return "Set it: export " + variable + "='…'.";
    }

    private static final class Search {

        private final FromEnvironment variables;
        private final List<Unset> unset = new ArrayList<>();

        Search(Map<String, String> environment) {
            variables = new FromEnvironment(environment);
        }

        void look(String text, String what) {
            unset.addAll(variables.unset(text, what));
        }

        void look(HttpCheck.Body body) {
            if (body instanceof HttpCheck.Body.Form form) {
                form.fields().forEach((name, value) -> look(value, "field " + name));
            } else {
                look(((HttpCheck.Body.Written) body).text(), "the body");
            }
        }

        void look(JsonTemplate json) {
            if (json instanceof JsonTemplate.Text text) {
                look(JsonTemplate.WORD.matcher(text.text()).replaceAll(" "), "the message");
            } else if (json instanceof JsonTemplate.Many many) {
                many.items().forEach(this::look);
            } else if (json instanceof JsonTemplate.Keys keys) {
                keys.entries().values().forEach(this::look);
            }
        }
    }
}
