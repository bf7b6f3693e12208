package dev.cleanslate.engine;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** The engine selected by its own id means every suite of the invocation; the Platform alone would leave it empty. */
record WholeEngine(SuiteFinder finder, EngineDiscoveryRequest request) implements TestDescriptor.Visitor {

    @Override
    public void visit(TestDescriptor descriptor) {
        if (!descriptor.isRoot() || !isSelected(descriptor)) {
            return;
        }
        for (Found found : finder.all()) {
            SuiteDescriptor suite = new SuiteDescriptor(descriptor.getUniqueId(), found);
            descriptor.findByUniqueId(suite.getUniqueId()).ifPresent(TestDescriptor::removeFromHierarchy);
            suite.selectAll();
            descriptor.addChild(suite);
        }
    }

    private boolean isSelected(TestDescriptor root) {
        return request.getSelectorsByType(UniqueIdSelector.class).stream()
                .anyMatch(selector -> selector.getUniqueId().equals(root.getUniqueId()));
    }
}
