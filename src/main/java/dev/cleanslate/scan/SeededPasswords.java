package dev.cleanslate.scan;

import java.util.List;

/** What seed scripts, manuals and tutorials set as a password, the most usual first. */
final class SeededPasswords {

    static final List<String> USUAL = List.of(
            "password",
            "password123",
            "admin",
            "123456",
            "test",
            "demo",
            "changeme",
            "secret",
            "admin123",
            "test123",
            "demo123",
            "Password123!",
            "Password123",
            "password1",
            "Password1!",
            "Passw0rd",
            "P@ssw0rd",
            "Admin123!",
            "Admin@123",
            "Test123!",
            "Test1234!",
            "12345678",
            "123456789",
            "12345",
            "1234",
            "qwerty",
            "letmein",
            "welcome",
            "welcome1",
            "root",
            "toor",
            "administrator",
            "user",
            "user123",
            "guest",
            "default",
            "example",
            "foobar",
            "testtest",
            "testing",
            "testpassword",
            "secret123",
            "supersecret",
            "postgres",
            "passwort",
            "geheim",
            "motdepasse",
            "contraseña",
            "senha123",
            "wachtwoord",
            "пароль");

    private SeededPasswords() {}
}
