package dev.cleanslate.cli;

import dev.cleanslate.evidence.report.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The code of a language that a report can be written in. */
final class ReportLanguage implements ITypeConverter<String> {

    @Override
    public String convert(String code) {
        return Language.of(code)
                .map(Language::code)
                .orElseThrow(() -> new TypeConversionException(
                        "there is no report in \"" + code + "\"; there are " + String.join(", ", Language.known())));
    }
}
