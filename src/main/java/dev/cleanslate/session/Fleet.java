package dev.cleanslate.session;

import dev.cleanslate.seal.Digest;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The targets that a pattern means, or the share of them that falls to this machine. */
public record Fleet(List<String> targets, int ofAll) {

    public Fleet {
        targets = List.copyOf(targets);
    }

    /**
     * A share of the targets, by a digest of each name: every target belongs to exactly one of {@code of} shares, and to
     * the same one whatever other targets there are.
     */
    public record Shard(int number, int of) {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");
        private static final int DIGITS = 15;

        /** {@code 3/8}; nothing for what is no share of anything. */
        public static Optional<Shard> parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            Shard shard = new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
            return shard.number >= 1 && shard.number <= shard.of ? Optional.of(shard) : Optional.empty();
        }

        boolean holds(String target) {
            long digest = Long.parseLong(Digest.of(target).substring(0, DIGITS), 16);
            return digest % of == number - 1;
        }

        @Override
        public String toString() {
            return number + "/" + of;
        }
    }

    /** {@code patterns}: names, in which {@code *} stands for anything and {@code ?} for one character. */
    public static Reading<Fleet> of(Path suitesFolder, List<String> patterns, Optional<Shard> shard) {
        Path file = suitesFolder.resolve("targets.yaml");
        Reading<Targets> read = TargetsFile.read(file);
        if (read instanceof Reading.Faulty<Targets> faulty) {
            return new Reading.Faulty<>(faulty.faults());
        }
        Set<String> known = ((Reading.Sound<Targets>) read).value().byName().keySet();
        List<Fault> faults = new ArrayList<>();
        Set<String> meant = new LinkedHashSet<>();
        for (String pattern : patterns) {
            Pattern form = Pattern.compile(regex(pattern));
            List<String> found =
                    known.stream().filter(name -> form.matcher(name).matches()).toList();
            if (found.isEmpty()) {
                faults.add(new Fault(
                        Place.of(file.toString()),
                        "no target is called \"" + pattern + "\". There are: " + String.join(", ", known)
                                + ". Nothing was run."));
            }
            meant.addAll(found);
        }
        return faults.isEmpty()
                ? new Reading.Sound<>(new Fleet(
                        meant.stream()
                                .filter(name -> shard.map(s -> s.holds(name)).orElse(true))
                                .toList(),
                        meant.size()))
                : new Reading.Faulty<>(faults);
    }

    private static String regex(String pattern) {
        return pattern.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
    }
}
