package dev.cleanslate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long runs are kept, in days, or weeks. */
final class Keep implements ITypeConverter<Duration> {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,4})(d|w)");
    private static final int WEEK = 7;

    @Override
    public Duration convert(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return Duration.ofDays(matcher.group(2).equals("w") ? amount * WEEK : amount);
        }
        throw new TypeConversionException("'" + text + "' is not a number of days or weeks, such as 90d or 12w");
    }
}
