package dev.cleanslate.plan;

import java.util.Set;

/** What tables are called where they are not named in English: French, Spanish, Portuguese, Italian, German, Dutch. */
final class OtherTongues {

    static final Set<String> PEOPLE = Set.of(
            "utilisateur", "usager", "abonné", "abonne", "adhérent", "adherent",
            "usuario", "cliente", "socio", "alumno", "paciente",
            "usuário", "utilizador", "aluno",
            "utente", "utenti", "clienti", "paziente",
            "kunde", "kunden", "benutzer", "nutzer", "mitglied", "mitglieder", "teilnehmer",
            "klant", "klanten", "gebruiker", "leden");

    static final Set<String> TRANSACTIONS = Set.of(
            "commande", "facture", "paiement", "réservation", "abonnement", "livraison", "vente", "achat",
            "pedido", "factura", "pago", "reserva", "venta", "compra", "cita",
            "fatura", "pagamento", "venda", "encomenda",
            "ordine", "ordini", "fattura", "fatture", "prenotazione", "prenotazioni", "vendita",
            "bestellung", "bestellungen", "rechnung", "rechnungen", "zahlung", "zahlungen", "buchung", "buchungen",
            "lieferung", "lieferungen", "termin", "termine",
            "bestelling", "bestellingen", "factuur", "facturen", "betaling", "betalingen");

    private OtherTongues() {}
}
