package dev.cleanslate.postgres;

import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Gets a connection from the driver itself: DriverManager (and the driver's DataSource, which goes through it) logs
 * and quotes whole URLs.
 */
final class Dialling {

    private Dialling() {}

    /** Tries the addresses in their order; only one that cannot be reached makes room for the next. */
    static Wire open(DatabaseUrl url, String applicationName) {
        SqlFailure last = null;
        for (DatabaseUrl.Address address : url.addresses()) {
            try {
                return dial(url, address, applicationName);
            } catch (SqlFailure e) {
                if (!e.sqlState().startsWith("08") && !e.sqlState().equals("57P03")) {
                    throw e;
                }
                last = e;
            }
        }
        if (last == null) {
            throw new IllegalStateException("a URL without an address");
        }
        throw last;
    }

    private static Wire dial(DatabaseUrl url, DatabaseUrl.Address address, String applicationName) {
        Properties properties = url.driverProperties(address);
        int seconds = url.connectTimeoutSeconds();
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        // Covers what a TCP timeout does not: a listener that takes the connection and never answers.
        properties.setProperty("loginTimeout", Integer.toString(seconds));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("escapeSyntaxCallMode", "call");
        // The driver's exception texts would repeat DETAIL, which quotes rows.
        properties.setProperty("logServerErrorDetail", "false");
        try {
            Connection connection =
                    new Driver().connect("jdbc:postgresql://" + address + "/" + encode(url.database()), properties);
            if (connection == null) {
                throw new SQLException("the driver did not recognise its own URL", "08001");
            }
            return new Wire(connection);
        } catch (SQLException e) {
            throw SqlFailure.ofConnecting(e, message(url, address, e));
        }
    }

    private static String message(DatabaseUrl url, DatabaseUrl.Address address, SQLException e) {
        String state = e.getSQLState() == null ? "none" : e.getSQLState();
        boolean credentials = state.startsWith("28") || state.equals("08004");
        return "cannot connect to " + url + " at " + address + ": " + said(e) + " (SQLSTATE " + state + ")"
                + (credentials ? "; " + url.passwordSource(address) : "") + ". Nothing was changed.";
    }

    /** The driver keeps to itself that a name is unknown or that nobody answered. */
    private static String said(SQLException e) {
        String mend = "";
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                mend = " No such host is known here: look at its spelling, and whether a VPN has to be up.";
            } else if (cause instanceof SocketTimeoutException) {
                mend = " Nobody answered in time: a firewall in between, or the wrong address or port.";
            }
        }
        return e.getMessage() + mend;
    }

    private static String encode(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8);
    }
}
