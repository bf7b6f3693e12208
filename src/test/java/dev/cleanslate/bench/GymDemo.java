package dev.cleanslate.bench;

import java.util.ArrayList;
import java.util.List;

/** The demo as somebody tries it first: a server is made, filled, cloned, and the whole reset is run on the clone. */
final class GymDemo implements Case {

    private static final double LIMIT_SECONDS = 15;
    private static final int MOST_ROUNDS = 3;

    private final Size size;

    GymDemo(Size size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String about() {
        return "the rehearsal of the gym demo on an embedded server, which is started, filled and stopped";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        var process = new ArrayList<Long>();
        var server = new ArrayList<Long>();
        for (int round = 0; round < Math.min(MOST_ROUNDS, size.rounds); round++) {
            Timing timing = tool.rehearseDemo();
            process.add(timing.process());
            server.add(timing.step("server"));
        }
        return List.of(
                Figure.seconds("of it, the server started and filled", Timing.median(server)),
                Figure.seconds("the tool, process from start to exit", Timing.median(process), LIMIT_SECONDS));
    }
}
