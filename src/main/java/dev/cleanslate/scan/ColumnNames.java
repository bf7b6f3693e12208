package dev.cleanslate.scan;

import static java.util.Map.entry;

import dev.cleanslate.plan.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What columns are called, in English, German, Dutch, French, Spanish, Portuguese, Italian, Polish, Greek and Russian. */
final class ColumnNames {

    /** Tried in order against the words of the name, joined by underscores: the first that is found decides. */
    private static final List<Map.Entry<Kind, Pattern>> TEXTS = List.of(
            named(
                    Kind.PASSWORD_HASH,
                    "password|passwd|pwd|passwort|kennwort|contrasena|contraseña|senha|mot_de_passe|wachtwoord|haslo|encrypted_pass.*|crypted"),
            named(Kind.EMAIL, "e_?mail|mail|correo|courriel|mail_?adresse|e_?post|ηλεκτρονικ.*|почта"),
            named(
                    Kind.URL,
                    "url|uri|website|web_?site|homepage|webseite|site_?web|sitio_web|link|href|avatar|image|photo|picture"),
            named(Kind.IP_TEXT, "ip|ip_?addr(ess)?|remote_addr|direccion_ip|adresse_ip"),
            named(
                    Kind.PHONE,
                    "phone|telephone|tel|mobile|cell|fax|msisdn|whatsapp|telefon|telefonnummer|handy|mobil|telefoon|telefono|teléfono|movil|móvil|celular|telefone|telemovel|portable|cellulare|komorka|τηλ.*|телефон"),
            named(
                    Kind.CARD,
                    "card_?(number|no|num|pan)|cc_?(number|num)|pan|credit_?card|kartennummer|kreditkarte|numero_(de_)?(tarjeta|carte|cartao)"),
            named(
                    Kind.USER_NAME,
                    "user_?name|login|login_?name|nick|nick_?name|handle|screen_?name|benutzer_?name|gebruikersnaam|usuario|nombre_de_usuario|nome_de_usuario|identifiant|pseudo|nome_utente|логин"),
            named(
                    Kind.PERSON_NAME,
                    "(first|last|full|given|family|middle|real|display|contact|customer|client|guest|patient|student|holder|recipient|owner|sender|author)_?name|surname|forename|firstname|lastname|fullname|vorname|nachname|familienname|voornaam|achternaam|prenom|prénom|nom_(de_)?famille|nom_complet|nombre_completo|apellido|primer_nombre|sobrenome|nome_completo|cognome|imie|nazwisko|ονομα.*|επωνυμο|όνομα|имя|фамилия"),
            named(
                    Kind.EXTERNAL_ID,
                    "(stripe|paypal|braintree|adyen|mollie|square|klarna|gateway|processor|provider|payment|charge|customer|subscription|transaction|intent|token)_?.*(id|ref|reference|token|key)|external_?(id|ref|reference)|(api|secret|publishable)_?key"),
            named(
                    Kind.ADDRESS,
                    "city|town|street|street_?address|address|address_?line|stadt|ort|strasse|straße|anschrift|adresse|rue|ville|ciudad|direccion|dirección|calle|cidade|endereco|endereço|rua|citta|città|indirizzo|via|miasto|ulica|plaats|woonplaats|straat|город|улица|адрес|πόλη|διεύθυνση"),
            named(
                    Kind.FREE_TEXT,
                    "description|descr?|note|comment|message|body|content|bio|about|text|remark|summary|review|feedback|reason|beschreibung|bemerkung|kommentar|notiz|nachricht|omschrijving|opmerking|descripcion|descripción|comentario|mensaje|nota|descricao|descrição|mensagem|observacao|commentaire|remarque|descrizione|commento|messaggio|opis|uwagi|описание|комментарий"),
            named(
                    Kind.LABEL,
                    "name|title|label|company|company_?name|subject|headline|organi[sz]ation|firma|titel|bezeichnung|bedrijf|naam|nom|titre|entreprise|societe|société|nombre|titulo|título|empresa|nome|titolo|azienda|nazwa|название|τίτλος"));

    private static final Pattern CREATED = Pattern.compile(
            "(^|_)(creat.*|insert.*|added|registered|registration|signup|signed_up|joined|ctime|erstellt.*|angelegt.*|registriert.*|aangemaakt.*|cree|créé|date_creation|creado.*|fecha_(de_)?(creacion|alta|registro)|criado.*|data_(de_)?(criacao|cadastro)|creato.*|data_creazione|utworzono.*|создан.*)(_|$)");
    private static final Pattern UPDATED = Pattern.compile(
            "(^|_)(updat.*|modif.*|changed.*|mtime|geaendert.*|geändert.*|aktualisiert.*|gewijzigd.*|bijgewerkt.*|maj|mis_a_jour|actualizado.*|atualizado.*|aggiornato.*|zmieniono.*|изменен.*)(_|$)");
    private static final Pattern MONEY = Pattern.compile(
            "(^|_)(amount|balance|price|subtotal|cost|fee|salary|revenue|credit|debit|betrag|saldo|preis|bedrag|prijs|montant|solde|prix|importe|precio|valor|preco|preço|importo|prezzo|kwota|cena|цена|сумма)(_|$)");
    /** What else is totalled: it is counted or measured. */
    private static final Set<String> MEASURED = Set.of(
            "row",
            "page",
            "point",
            "score",
            "size",
            "byte",
            "weight",
            "distance",
            "length",
            "time",
            "duration",
            "hour",
            "minute",
            "second",
            "day",
            "week",
            "month",
            "year",
            "plaetze",
            "plätze",
            "sitze",
            "stunden",
            "tage",
            "punkte",
            "ore",
            "giorni",
            "dni");
    /** What is in the plural, and money all the same. */
    private static final Set<String> SUMS = Set.of(
            "sale",
            "tax",
            "fee",
            "cost",
            "price",
            "payment",
            "refund",
            "charge",
            "discount",
            "expense",
            "earning",
            "saving",
            "proceed",
            "tip",
            "wage",
            "fund",
            "fine",
            "credit",
            "debit",
            "cent",
            "dollar",
            "euro");

    private static final Set<String> HOW_MANY =
            Set.of("count", "number", "num", "nr", "qty", "quantity", "anzahl", "cantidad", "quantidade", "aantal");

    private static final Pattern LATITUDE = Pattern.compile("(^|_)(lat|latitude|latitud|breitengrad)$");
    private static final Pattern LONGITUDE =
            Pattern.compile("(^|_)(lon|lng|long|longitude|longitud|laengengrad|längengrad)$");

    private ColumnNames() {}

    static Optional<Kind> text(String column) {
        String words = words(column);
        return TEXTS.stream()
                .filter(known -> known.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static Optional<Kind> moment(String column) {
        String words = words(column);
        return CREATED.matcher(words).find()
                ? Optional.of(Kind.CREATED)
                : UPDATED.matcher(words).find() ? Optional.of(Kind.UPDATED) : Optional.empty();
    }

    static Optional<Kind> number(String column) {
        String words = words(column);
        if (LATITUDE.matcher(words).find()) {
            return Optional.of(Kind.LATITUDE);
        }
        if (LONGITUDE.matcher(words).find()) {
            return Optional.of(Kind.LONGITUDE);
        }
        boolean money = MONEY.matcher(words).find() || total(Words.of(column));
        return money && !Words.of(column).has(HOW_MANY) ? Optional.of(Kind.MONEY) : Optional.empty();
    }

    /** {@code total} is of money unless the name says of what else: {@code total_seats}, {@code classes_total}. */
    private static boolean total(Words words) {
        List<String> written = List.of(words.joined().split("_", -1));
        return words.all().contains("total")
                && IntStream.range(0, written.size())
                        .allMatch(i -> SUMS.contains(words.all().get(i))
                                || (!MEASURED.contains(words.all().get(i))
                                        && written.get(i).equals(words.all().get(i))));
    }

    private static Map.Entry<Kind, Pattern> named(Kind kind, String words) {
        return entry(kind, Pattern.compile("(^|_)(" + words + ")s?(_|$)"));
    }

    private static String words(String column) {
        return Words.of(column).joined();
    }
}
