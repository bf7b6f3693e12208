package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StorageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The object store: what the suite wants, objects and rows against each other before and after, what was taken away. */
final class Bucket implements Section {

    /** Of most buckets there is nothing to say of these. */
    private static final Set<String> RARE = Set.of("young", "kept", "elsewhere");

    @Override
    public String key() {
        return "storage";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<Node> body = new ArrayList<>();
        facts.plan()
                .flatMap(PlanRecord::storage)
                .ifPresent(plan -> body.add(Element.of(Tag.P).with(planned(plan, facts.storage(), language))));
        facts.storage().ifPresent(found -> {
            found.skipped()
                    .ifPresent(
                            why -> body.add(Element.of(Tag.P).with(language.say("storage.skipped") + " " + why + ".")));
            if (found.before().isPresent() || found.after().isPresent()) {
                body.add(counts(found, language));
            }
            found.cleared().ifPresent(cleared -> body.add(cleared(found, cleared, language)));
            found.lists().ifPresent(lists -> body.add(lists(lists, language)));
        });
        return body;
    }

    /** By its name where somebody looked, else as the suite says it. */
    private static String planned(PlanRecord.Storage plan, Optional<StorageResult> found, Language language) {
        String bucket = found.map(at -> at.bucket() + " · " + at.host())
                        .orElseGet(() -> plan.bucket()
                                + plan.endpoint().map(at -> " · " + at).orElse(""))
                + (plan.prefix().isEmpty() ? "" : " · " + plan.prefix());
        return language.say("storage.what", bucket, language.list(plan.keys())) + " "
                + said(
                        language,
                        "storage.wish",
                        plan.orphans(),
                        plan.quarantine().orElse(""),
                        language.number(plan.limit()));
    }

    private static Element counts(StorageResult found, Language language) {
        Grid grid = new Grid(language.say("storage.counts"))
                .column(language.say("storage.counts"))
                .figures(language.say("storage.before"))
                .figures(language.say("storage.after"));
        row(grid, found, language, "objects", StorageResult.Counts::objects);
        row(grid, found, language, "keys", StorageResult.Counts::keys);
        row(grid, found, language, "matched", StorageResult.Counts::matched);
        row(grid, found, language, "orphans", StorageResult.Counts::orphans);
        row(grid, found, language, "bytes", StorageResult.Counts::orphanBytes);
        row(grid, found, language, "young", StorageResult.Counts::young);
        row(grid, found, language, "kept", StorageResult.Counts::kept);
        row(grid, found, language, "missing", StorageResult.Counts::missing);
        row(grid, found, language, "elsewhere", StorageResult.Counts::elsewhere);
        return grid.element();
    }

    private static void row(
            Grid grid, StorageResult found, Language language, String key, ToLongFunction<StorageResult.Counts> count) {
        boolean any = Stream.of(found.before(), found.after())
                .flatMap(Optional::stream)
                .anyMatch(counts -> count.applyAsLong(counts) > 0);
        if (!any && RARE.contains(key)) {
            return;
        }
        grid.row(
                Grid.text(language.say("storage." + key)),
                Grid.text(number(found.before(), language, count)),
                Grid.text(number(found.after(), language, count)));
    }

    private static String number(
            Optional<StorageResult.Counts> counts, Language language, ToLongFunction<StorageResult.Counts> count) {
        return counts.map(c -> language.number(count.applyAsLong(c))).orElse("–");
    }

    private static Element cleared(StorageResult found, StorageResult.Cleared cleared, Language language) {
        String title = said(
                language, "storage.cleared", found.orphans(), found.quarantine().orElse(""));
        Grid grid = new Grid(title).column(title).figures(language.say("storage.objects"));
        outcome(grid, language, "taken", cleared.taken());
        outcome(grid, language, "gone", cleared.gone());
        outcome(grid, language, "changed", cleared.changed());
        outcome(grid, language, "claimed", cleared.claimed());
        outcome(
                grid,
                language,
                "left",
                cleared.total()
                        - cleared.taken()
                        - cleared.gone()
                        - cleared.changed()
                        - cleared.claimed()
                        - cleared.failed());
        outcome(grid, language, "late", cleared.late().orElse(0L));
        cleared.reasons()
                .forEach(reason -> grid.row(
                        Grid.text(language.say("storage.refused", reason.code())),
                        Grid.text(language.number(reason.objects()))));
        return grid.element();
    }

    private static Element lists(List<StorageResult.ListFile> lists, Language language) {
        Grid grid = new Grid(language.say("storage.lists"))
                .column(language.say("storage.lists"))
                .figures(language.say("storage.objects"))
                .column("SHA-256");
        lists.forEach(list ->
                grid.row(Grid.text(list.name()), Grid.text(language.number(list.objects())), Grid.text(list.sha256())));
        return grid.element();
    }

    /** A record of another version may have a word that is not known here. */
    private static String said(Language language, String group, String word, Object... values) {
        String key = group + "." + word;
        return language.knows(key) ? language.say(key, values) : word;
    }

    /** That they went is said even of none. */
    private static void outcome(Grid grid, Language language, String key, long objects) {
        if (objects > 0 || key.equals("taken")) {
            grid.row(Grid.text(language.say("storage." + key)), Grid.text(language.number(objects)));
        }
    }
}
