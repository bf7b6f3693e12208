package dev.cleanslate.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Precedent;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.seal.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code certificate.json} without its seal, field by field: what a rehearsal found, and to what exactly it is bound.
 * {@code certificate.schema.json} says what each field means. Times and sizes are whole numbers, since canonical JSON has
 * no others.
 */
public record Certificate(
        String schema,
        String kind,
        String run,
        String suite,
        String target,
        String tool,
        Instant issuedAt,
        Instant expiresAt,
        Identity database,
        @Nullable Backup backup,
        Copy copy,
        PlanRecord plan,
        List<Table> tables,
        long rowsThatGo,
        List<Phase> phases,
        List<Step> steps,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<StorageResult> storage,
        List<Digest.NamedDigest> files)
        implements Attested {

    public static final String SCHEMA = "cleanslate.certificate/1";
    public static final String NAME = "certificate.json";
    static final String REHEARSAL = "rehearsal";

    public Certificate {
        tables = List.copyOf(tables);
        phases = List.copyOf(phases);
        steps = List.copyOf(steps);
        files = List.copyOf(files);
    }

    /** Which database, so that neither a copy nor another one of the same name is taken for it. */
    public record Identity(String systemIdentifier, long oid, String name, String serverVersion) {

        public static Identity of(ServerFacts server) {
            return new Identity(server.systemIdentifier(), server.databaseOid(), server.database(), server.version());
        }

        public boolean sameAs(Identity other) {
            return systemIdentifier.equals(other.systemIdentifier) && oid == other.oid && name.equals(other.name);
        }

        @Override
        public String toString() {
            return "database \"" + name + "\" (oid " + oid + ") on server " + systemIdentifier;
        }
    }

    /** The backup that was restored; {@code ageSeconds} is how old it was when the certificate was issued. */
    public record Backup(String sha256, long bytes, Instant takenAt, long ageSeconds) {

        public static Backup of(String sha256, long bytes, Instant takenAt, Instant now) {
            return new Backup(
                    sha256, bytes, takenAt, Duration.between(takenAt, now).toSeconds());
        }
    }

    /** Where the rehearsal ran: {@code server} is container, embedded, clone or external. */
    public record Copy(String server, String serverVersion, long restoreMillis) {

        static final String CLONE = "clone";
    }

    public record Table(
            String name,
            boolean measured,
            long before,
            long after,
            long removed,
            @Nullable String fingerprintBefore,
            @Nullable String fingerprintAfter) {}

    /** A phase as it ran: {@code strongestLock} as pg_locks spells its mode. */
    public record Phase(String name, long rows, long millis, String strongestLock) {}

    public record Step(String id, String stage, String name, String status, long millis, String message) {}

    public String planDigest() {
        return plan.digest();
    }

    public String suiteDigest() {
        return plan.suiteDigest();
    }

    public String schemaFingerprint() {
        return plan.schemaFingerprint();
    }

    /** What the rehearsed plan went by, so that the reset's comes out the same. */
    public Precedent precedent() {
        return RecordedPlan.precedent(plan);
    }

    /** What of this plan would run otherwise than it was rehearsed; a clause for each. */
    public List<String> ranOtherwise(Plan other) {
        return RecordedPlan.ranOtherwise(plan, other);
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** What the plan makes of a table, as a suite spells it; empty where the plan does not know it. */
    public String fateOf(String table) {
        return plan.tables().stream()
                .filter(planned -> planned.name().equals(table))
                .map(PlanRecord.Table::fate)
                .findFirst()
                .orElse("");
    }

    /** What a phase runs, close to the SQL. */
    public List<String> workOf(String phase) {
        return plan.phases().stream()
                .filter(planned -> planned.name().equals(phase))
                .flatMap(planned -> planned.work().stream())
                .toList();
    }

    public boolean ofClone() {
        return copy.server().equals(Copy.CLONE);
    }
}
