package dev.cleanslate.engine;

import dev.cleanslate.api.ResetSuite;
import dev.cleanslate.session.Invocation;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;
import org.junit.platform.engine.support.hierarchical.ThrowableCollector;

/** Runs each reset suite as a tree of tests: suite, stage, step. Steps always run in order, on one thread. */
public final class CleanslateEngine extends HierarchicalTestEngine<EngineContext> {

    public static final String ID = "cleanslate";

    private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                    .addClassContainerSelectorResolver(type -> type.isAnnotationPresent(ResetSuite.class))
                    .addSelectorResolver(start -> new SuiteSelectorResolver(finder(start), start.getClassNameFilter()))
                    .addTestDescriptorVisitor(start -> new WholeEngine(finder(start), start.getDiscoveryRequest()))
                    .build();

    private final Function<ConfigurationParameters, Settings> settings;
    private final Source source;

    /** For a build or an IDE, which finds the engine by itself: what to do stands in configuration parameters. */
    public CleanslateEngine() {
        this(parameters -> Settings.read(parameters, System.getenv()), Source.OF_SESSION);
    }

    /** For a launcher of our own, which knows what was asked for. */
    public CleanslateEngine(Invocation invocation) {
        this(parameters -> Settings.of(invocation), Source.OF_SESSION);
    }

    CleanslateEngine(Function<ConfigurationParameters, Settings> settings, Source source) {
        this.settings = settings;
        this.source = source;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("dev.cleanslate");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("cleanslate");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        Root root = new Root(uniqueId, new SuiteFinder(settings.apply(request.getConfigurationParameters()), source));
        RESOLVER.resolve(request, root);
        return root;
    }

    @Override
    protected EngineContext createExecutionContext(ExecutionRequest request) {
        return EngineContext.outside(request.getEngineExecutionListener());
    }

    /**
     * Problem: the Platform reports a step that throws an assumption as aborted, and a build with such tests is green.
     * Solution: nothing counts as aborted here; whatever a step throws is a failure.
     */
    @Override
    protected ThrowableCollector.Factory createThrowableCollectorFactory(ExecutionRequest request) {
        return () -> new ThrowableCollector(thrown -> false);
    }

    private static SuiteFinder finder(EngineDiscoveryRequestResolver.InitializationContext<EngineDescriptor> start) {
        return ((Root) start.getEngineDescriptor()).finder;
    }

    private static final class Root extends EngineDescriptor {
        private final SuiteFinder finder;

        Root(UniqueId uniqueId, SuiteFinder finder) {
            super(uniqueId, "Cleanslate");
            this.finder = finder;
        }
    }
}
