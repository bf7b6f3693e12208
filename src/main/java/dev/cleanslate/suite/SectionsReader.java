package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sections around the transaction. */
final class SectionsReader {

    private static final List<String> CONTACT = List.of("name", "role", "email", "phone");

    private final Values values;
    private final SuiteFolder folder;

    SectionsReader(Values values, SuiteFolder folder) {
        this.values = values;
        this.folder = folder;
    }

    Sections read(Entries entries) {
        return new Sections(
                entries.get("gates").map(new GateReader(values)::read).orElse(List.of()),
                entries.get("smoke").map(new SmokeReader(values, folder)::read).orElse(List.of()),
                entries.get("hooks").map(new HookReader(values)::read).orElse(List.of()),
                entries.get("scan").map(new ScanReader(values, folder)::read).orElse(ScanRules.NONE),
                entries.get("storage").flatMap(new StorageReader(values)::read),
                entries.get("rehearsal").flatMap(new AppReader(values)::read),
                entries.get("contacts").map(this::contacts).orElse(List.of()),
                entries.get("hand-over").map(new HandOverReader(values)::read).orElse(List.of()));
    }

    private List<Contact> contacts(Node node) {
        List<Contact> contacts = new ArrayList<>();
        int number = 0;
        for (Node item : values.list(node, "\"contacts\"").orElse(List.of())) {
            number++;
            Entries.of(item, "contact " + number, CONTACT, values).ifPresent(entries -> {
                entries.require("name", "name: the DBA on call");
                Optional<String> name = entries.label("name");
                Optional<String> role = entries.label("role");
                Optional<String> phone = entries.label("phone");
                Optional<String> email = entries.label("email");
                name.ifPresent(somebody -> contacts.add(new Contact(somebody, role, phone, email)));
            });
        }
        return contacts;
    }

    /** Items of a list section: each is opened, read, and kept by its name or else its kind. */
    static List<Mention> items(
            Node node, String section, List<String> kinds, List<String> beside, Values values, Item item) {
        List<Mention> mentions = new ArrayList<>();
        List<String> allowed = new ArrayList<>(List.of("name"));
        allowed.addAll(kinds);
        allowed.addAll(beside);
        int number = 0;
        for (Node one : values.list(node, "\"" + section + "\"").orElse(List.of())) {
            number++;
            Entries.of(one, "item " + number + " of \"" + section + "\"", allowed, values)
                    .ifPresent(entries -> {
                        Optional<String> name = entries.label("name");
                        entries.oneOf(kinds).ifPresent(kind -> {
                            item.read(kind, entries, entries.get(kind).orElseThrow());
                            mentions.add(new Mention(name.orElse(kind), entries.place()));
                        });
                    });
        }
        return mentions;
    }

    @FunctionalInterface
    interface Item {
        void read(String kind, Entries entries, Node value);
    }
}
