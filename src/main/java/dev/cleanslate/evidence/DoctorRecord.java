package dev.cleanslate.evidence;

import dev.cleanslate.plan.Diagnosis.State;
import java.util.List;

/** The doctor's report as JSON. */
record DoctorRecord(
        String schema,
        String target,
        String address,
        String serverVersion,
        String role,
        long prevents,
        long unseen,
        List<Entry> checks) {

    record Entry(String what, String state, String said, List<String> mend) {}

    static DoctorRecord of(DoctorReport report) {
        return new DoctorRecord(
                "cleanslate.doctor/1",
                report.target(),
                report.address(),
                report.version(),
                report.role(),
                report.count(State.PREVENTS),
                report.count(State.UNSEEN),
                report.diagnoses().stream()
                        .map(d -> new Entry(d.what(), d.state().word(), d.said(), d.mend()))
                        .toList());
    }

    String text() {
        return RecordFile.pretty(this);
    }
}
