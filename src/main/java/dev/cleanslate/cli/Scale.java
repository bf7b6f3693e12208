package dev.cleanslate.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size of demo data: any number above zero. */
final class Scale implements ITypeConverter<BigDecimal> {

    @Override
    public BigDecimal convert(String text) {
        try {
            var scale = new BigDecimal(text);
            if (scale.signum() > 0) {
                return scale;
            }
        } catch (NumberFormatException notANumber) {
            // The answer is the same as to a number that is too small.
        }
        throw new TypeConversionException("\"" + text + "\" is not a number above 0, such as 0.5 or 200");
    }
}
