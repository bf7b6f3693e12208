package dev.cleanslate.evidence.runbook;

import java.util.List;

/** A sheet of its own on paper. */
record Chapter(String id, String title, List<Block> blocks) {
    Chapter {
        blocks = List.copyOf(blocks);
    }
}
