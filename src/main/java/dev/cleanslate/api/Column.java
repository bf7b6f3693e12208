package dev.cleanslate.api;

/** A column to look at. */
record Column(Table table, String name) {

    static Column of(Table table, String name) {
        if (!table.columns().contains(name)) {
            throw new UnknownNameException(
                    table + " has no column \"" + name + "\". It has: " + String.join(", ", table.columns()) + ".");
        }
        return new Column(table, name);
    }

    String sql() {
        return Rows.identifier(name);
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
