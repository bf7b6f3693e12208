package dev.cleanslate.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What somebody gave to open a door: an empty one was meant, and is not to be taken for none. */
final class NotEmpty implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException(
                    "it is empty, probably an unset shell variable; give it a value, or leave the option out");
        }
        return text;
    }
}
