package dev.cleanslate.engine;

import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** What a node of the tree runs in. */
interface EngineContext extends EngineExecutionContext {

    EngineExecutionListener listener();

    /** The suite that is under way. */
    SuiteExecution suite();

    static EngineContext outside(EngineExecutionListener listener) {
        return new Outside(listener);
    }

    default EngineContext within(SuiteExecution suite) {
        return new Within(listener(), suite);
    }

    record Within(EngineExecutionListener listener, SuiteExecution suite) implements EngineContext {}

    record Outside(EngineExecutionListener listener) implements EngineContext {
        @Override
        public SuiteExecution suite() {
            throw new IllegalStateException("A step was run outside a suite. This is a fault of the engine.");
        }
    }
}
