package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code variants}, and holds what belongs to one of them against the list. */
record VariantReader(Values values) {

    List<Variant> read(Node node) {
        List<Variant> variants = new ArrayList<>();
        for (Names.Named named : new Names(values).keys(node, "\"variants\"", "variant")) {
            variant(named).ifPresent(variants::add);
        }
        variants.forEach(variant -> check(variant, variants));
        return variants;
    }

    private Optional<Variant> variant(Names.Named named) {
        String owner = "variant " + values.faults().quote(named.name());
        return Entries.of(named.value(), owner, List.of("has", "lacks"), values)
                .map(entries -> new Variant(
                        named.name(), named.mention().place(), names(entries, "has"), names(entries, "lacks")));
    }

    private List<Mention> names(Entries entries, String key) {
        return entries.get(key)
                .map(node -> new Names(values).list(node, entries.what(key)))
                .orElse(List.of());
    }

    /** What is misspelt is lacked by every database, so a name is believed only where some variant has it. */
    private void check(Variant variant, List<Variant> all) {
        Set<String> had = all.stream()
                .flatMap(other -> other.has().stream())
                .map(Mention::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> own = variant.has().stream().map(Mention::name).collect(Collectors.toSet());
        for (Mention lacked : variant.lacks()) {
            String said = "variant " + values.faults().quote(variant.name()) + " lacks "
                    + values.faults().quote(lacked.name());
            if (own.contains(lacked.name())) {
                values.faults().add(lacked.place(), said + " and has it. Remove it from one of the two.");
            } else if (!had.contains(lacked.name())) {
                values.faults()
                        .add(
                                lacked.place(),
                                said + ", which no other variant has." + Nearest.question(lacked.name(), had)
                                        + " List it under \"has\" of the variant that has it.");
            }
        }
    }

    void only(Optional<String> variant, Place place, List<Variant> all) {
        List<String> known = all.stream().map(Variant::name).toList();
        variant.filter(name -> !known.contains(name))
                .ifPresent(name -> values.faults()
                        .add(
                                place,
                                "\"only\" says " + values.faults().quoteWord(name, known)
                                        + ", and there is no such variant."
                                        + (known.isEmpty()
                                                ? " Describe it under \"variants\"."
                                                : Nearest.question(name, known) + " There are: " + Entries.listed(known)
                                                        + ".")));
    }
}
