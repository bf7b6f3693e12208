package dev.cleanslate.evidence;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.plan.Diagnosis.State;
import java.util.List;

/** Everything the doctor looked at, for a person or a machine. Without a version no connection was made. */
public record DoctorReport(String target, String address, String version, String role, List<Diagnosis> diagnoses) {

    public DoctorReport {
        diagnoses = List.copyOf(diagnoses);
    }

    public long count(State state) {
        return diagnoses.stream().filter(d -> d.state() == state).count();
    }

    /** For a person, in lines of about this width; what is to be pasted is never broken. */
    public String text(int width, boolean color) {
        return DoctorText.of(this, width, new Ink(color));
    }

    public String json() {
        return DoctorRecord.of(this).text();
    }
}
