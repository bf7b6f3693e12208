package dev.cleanslate.session;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Surroundings;
import java.util.Arrays;
import java.util.Locale;

/** Who runs the server, by the roles and settings that only he makes, and what that means for a reset. */
enum Provider {
    NEON(
            "Neon",
            ".neon.tech",
            "neon",
            "neon_superuser",
            "Whoever is to paste the grants: a role made in the console, which is in neon_superuser; one made in SQL is"
                    + " not. A branch is a copy in a second, good to rehearse on (target with its URL, direct host). An"
                    + " idle compute is suspended: let it not sleep during the window."),
    SUPABASE(
            "Supabase",
            ".supabase.co,.supabase.com",
            "supautils",
            "supabase_admin",
            "Paste the grants as role postgres (SQL editor). The schemas auth, storage, realtime and the like belong to"
                    + " the platform: give the suite its own schemas, so that it neither wipes nor answers for theirs."
                    + " Port 6543 is a pooler; a reset needs 5432."),
    RDS(
            "Amazon RDS or Aurora",
            ".rds.amazonaws.com",
            "rds",
            "rds_superuser",
            "Paste the grants as the master user, which is in rds_superuser. Settings are changed in the parameter"
                    + " group, not with ALTER SYSTEM. An RDS Proxy in between is a pooler: give the instance's own host."),
    CLOUD_SQL(
            "Google Cloud SQL",
            "",
            "cloudsql",
            "cloudsqlsuperuser",
            "Paste the grants as user postgres or another in cloudsqlsuperuser. Settings are changed as flags of the"
                    + " instance, not with ALTER SYSTEM."),
    AZURE(
            "Azure Database for PostgreSQL",
            ".postgres.database.azure.com",
            "azure",
            "azure_pg_admin",
            "Paste the grants as the server's admin, which is in azure_pg_admin. Settings are server parameters, not"
                    + " ALTER SYSTEM. Port 6432 is its pooler; a reset needs 5432.");

    private final String called;
    private final String hosts;
    private final String settings;
    private final String role;
    private final String means;

    Provider(String called, String hosts, String settings, String role, String means) {
        this.called = called;
        this.hosts = hosts;
        this.settings = settings;
        this.role = role;
        this.means = means;
    }

    static Diagnosis diagnosis(DatabaseUrl url, Surroundings surroundings, boolean superuser) {
        return Arrays.stream(values())
                .filter(provider -> provider.shows(url, surroundings))
                .findFirst()
                .map(provider -> provider.told(superuser))
                .orElseGet(() -> Diagnosis.ok("provider", "no sign of Neon, Supabase, RDS, Cloud SQL or Azure"));
    }

    private Diagnosis told(boolean superuser) {
        return Diagnosis.worthKnowing(
                "provider",
                "this is " + called + ". "
                        + (superuser
                                ? ""
                                : "There is no superuser to be had, and none is needed: triggers are switched by their"
                                        + " tables' owner, never through session_replication_role. ")
                        + means);
    }

    private boolean shows(DatabaseUrl url, Surroundings surroundings) {
        String host = url.host().toLowerCase(Locale.ROOT);
        return Arrays.stream(hosts.split(",", -1)).anyMatch(end -> !end.isEmpty() && host.endsWith(end))
                || surroundings.traits().stream()
                        .anyMatch(
                                trait -> trait.equals("role " + role) || trait.startsWith("setting " + settings + "."));
    }
}
