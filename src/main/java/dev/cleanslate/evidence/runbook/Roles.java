package dev.cleanslate.evidence.runbook;

import dev.cleanslate.suite.Contact;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who does what: those whom the suite's gates ask, those whose signature the target wants, those to call, and who types. */
final class Roles {

    private final Map<String, Role> known = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Contact> people;
    private final Role operator;

    /** {@code id}: the place of the role in the index. */
    record Role(String id, String name, boolean decides, boolean signs) {}

    /** A question of a gate; {@code key} is what an answer is given under. */
    record Asked(Role role, String key, String question) {}

    Roles(Matter matter, Wording words) {
        people = matter.suite().sections().contacts();
        operator = add(words.text("role.operator"), false, false);
        List<Gate> gates = matter.suite().sections().gates();
        for (Gate gate : gates) {
            if (gate.kind() instanceof Gate.Kind.Confirm confirm) {
                Role role = add(confirm.role(), true, false);
                boolean alone = gates.stream()
                                .filter(other -> other.kind() instanceof Gate.Kind.Confirm c
                                        && key(c.role()).equals(key(confirm.role())))
                                .count()
                        == 1;
                asked.add(new Asked(role, alone ? confirm.role() : gate.name(), confirm.question()));
            }
        }
        matter.target().trust().keys().keySet().stream()
                .filter(role -> !role.equals(Target.Trust.REHEARSAL))
                .forEach(role -> add(role, false, true));
        people.forEach(person -> person.role().ifPresent(role -> add(role, false, false)));
    }

    private Role add(String name, boolean decides, boolean signs) {
        Role now = known.get(key(name));
        Role role = now == null
                ? new Role("role-" + (known.size() + 1), name, decides, signs)
                : new Role(now.id(), now.name(), now.decides() || decides, now.signs() || signs);
        known.put(key(name), role);
        return role;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Role now(Role role) {
        return known.getOrDefault(key(role.name()), role);
    }

    Role operator() {
        return now(operator);
    }

    List<Role> all() {
        return List.copyOf(known.values());
    }

    List<Role> signers() {
        return known.values().stream().filter(Role::signs).toList();
    }

    List<Asked> asked() {
        return asked.stream()
                .map(a -> new Asked(now(a.role()), a.key(), a.question()))
                .toList();
    }

    /** Whose word it takes; where the suite asks nobody and nobody must sign, it is left to who types. */
    List<Role> deciders() {
        List<Role> deciders =
                known.values().stream().filter(r -> r.decides() || r.signs()).toList();
        return deciders.isEmpty() ? List.of(operator()) : deciders;
    }

    boolean nobodyIsAsked() {
        return known.values().stream().noneMatch(r -> r.decides() || r.signs());
    }

    List<Contact> people() {
        return people;
    }

    List<Contact> of(Role role) {
        return people.stream()
                .filter(person -> person.role().map(Roles::key).equals(Optional.of(key(role.name()))))
                .toList();
    }

    Phrase links(List<Role> roles) {
        return Phrase.joined(
                roles.stream().map(role -> Phrase.link(role.name(), role.id())).toList(), ", ");
    }

    static Phrase words(Contact person) {
        Phrase who = Phrase.strong(person.name())
                .and(person.role().map(role -> " (" + role + ")").orElse(""));
        List<String> ways = new ArrayList<>();
        person.phone().ifPresent(ways::add);
        person.email().ifPresent(ways::add);
        return ways.isEmpty() ? who : who.and(": " + String.join(", ", ways));
    }
}
