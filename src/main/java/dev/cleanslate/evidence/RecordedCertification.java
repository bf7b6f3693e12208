package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.run.Certification;
import java.util.Optional;

/** The certification's part of the record. */
final class RecordedCertification {

    private RecordedCertification() {}

    static CertificationResult of(Certification told) {
        return new CertificationResult(
                told.verdict(),
                Optional.ofNullable(told.reset()),
                Optional.ofNullable(told.resetAt()),
                told.groups().stream().map(RecordedCertification::group).toList(),
                told.waivers().stream()
                        .map(w -> new CertificationResult.Answered(w.finding(), w.owner(), w.reason(), w.expires()))
                        .toList(),
                told.inTheWay(),
                told.chain().stream().map(RecordedCertification::link).toList());
    }

    private static CertificationResult.Group group(Certification.Group group) {
        return new CertificationResult.Group(
                group.key(),
                group.items().stream()
                        .map(item -> new CertificationResult.Item(
                                item.what(), item.state().word(), item.rests(), Optional.ofNullable(item.role())))
                        .toList());
    }

    private static CertificationResult.Link link(Certification.Link link) {
        return new CertificationResult.Link(
                link.kind(),
                link.run(),
                link.files().stream()
                        .map(file -> new CertificationResult.File(file.name(), file.digest()))
                        .toList());
    }
}
