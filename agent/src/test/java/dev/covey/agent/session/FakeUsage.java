package dev.covey.agent.session;

import dev.covey.agent.meter.Usage;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import java.util.ArrayList;
import java.util.List;

/** Batches that a test puts in. */
final class FakeUsage implements Usage {
    final List<UsageBatch> sealed = new ArrayList<>();

    @Override
    public List<UsageBatch> sealed() {
        return List.copyOf(sealed);
    }

    @Override
    public void committed(UsageMark mark) {
        sealed.removeIf(batch -> batch.getSeq() <= mark.getSeq());
    }
}
