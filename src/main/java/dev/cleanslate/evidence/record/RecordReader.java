package dev.cleanslate.evidence.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the bytes of a {@code run.json} to what it says, however old it is. */
final class RecordReader {

    private static final String FORMAT = "cleanslate.run/";
    private static final String SCHEMA = FORMAT + "1";

    static final String LACKING = "it lacks run, command or outcome, which every record has.";

    private static final JsonMapper JSON = JsonMapper.builder()
            // A record of a later build of the same version may have fields more, and one of an earlier build fields
            // less.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultNullHandling(usual -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.SKIP))
            .build();

    private RecordReader() {}

    /** @throws UnreadableRecord with a sentence that goes on from the name of the file */
    static RunRecord whole(byte[] runJson) throws UnreadableRecord {
        RunRecord record = typed(tree(runJson), RunRecord.class);
        if (record.run().isEmpty()
                || record.command().isEmpty()
                || record.outcome().isEmpty()) {
            throw new UnreadableRecord(LACKING, null);
        }
        return record;
    }

    /**
     * The little of it that a list of runs tells, without a tree of the rest.
     *
     * @throws UnreadableRecord with a sentence that goes on from the name of the file
     */
    static RunOutline outline(byte[] runJson) throws UnreadableRecord {
        try {
            RunOutline outline = JSON.readValue(runJson, RunOutline.class);
            if (outline != null && outline.schema().equals(SCHEMA)) {
                return outline;
            }
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // What is wrong with it is told below, where the whole of it is looked at.
        }
        return typed(tree(runJson), RunOutline.class);
    }

    private static JsonNode tree(byte[] runJson) throws UnreadableRecord {
        JsonNode tree;
        try {
            tree = JSON.readTree(runJson);
        } catch (JacksonException e) {
            throw new UnreadableRecord(
                    "it is not whole JSON: it goes wrong in line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ". A run that is under way may be writing it; try again, or take it from its archive.",
                    e);
        }
        String schema = tree.path("schema").asString("");
        if (!schema.equals(SCHEMA)) {
            throw new UnreadableRecord(
                    schema.startsWith(FORMAT)
                            ? "it is a record of format " + schema + ", and this version of Cleanslate reads " + SCHEMA
                                    + ". Draw the report with the version that made the record, or a newer one."
                            : "it is no record of a run: its \"schema\" is not " + SCHEMA
                                    + ". Name the folder of a run, <reports>/<target>/<suite>/<run id>.",
                    null);
        }
        return tree;
    }

    private static <T> T typed(JsonNode tree, Class<T> type) throws UnreadableRecord {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new UnreadableRecord(
                    "a field of it is not what " + SCHEMA + " says: "
                            + String.valueOf(e.getPathReference())
                                    .replaceAll("^.*" + type.getSimpleName() + "\\[|[\"\\]]", "")
                            + ": "
                            + String.valueOf(e.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + ".",
                    e);
        }
    }
}
