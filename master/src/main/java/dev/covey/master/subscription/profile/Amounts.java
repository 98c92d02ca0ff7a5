package dev.covey.master.subscription.profile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Bytes and days as users read them. */
public final class Amounts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Amounts() {}

    /** {@code 1.5 GB}: decimal units, as traffic is sold. */
    public static String bytes(long count) {
        double amount = count;
        int unit = 0;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        String digits = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", amount);
        return digits.replaceFirst("\\.0$", "") + " " + UNITS[unit];
    }

    /** {@code 2030-01-31}, in UTC. */
    public static String day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
