package dev.cleanslate.bench;

import java.util.List;

/** Something to measure beside what it is measured against. */
interface Case {

    String name();

    String about();

    List<Figure> run(Field field, Tool tool);
}
