package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreOptionsTest {

    private static final long GIB = 1L << 30;

    private final StoreOptions options = new StoreOptions();

    @Test
    void aSmallHeapLetsInNoMoreThanItHolds() {
        assertThat(options.quota(GIB)).hasValue(GIB / 2);
    }

    @Test
    void aLargeHeapLeavesTheStoresOwnBound() {
        assertThat(options.quota(4 * GIB)).isEmpty();
    }

    @Test
    void whoeverNamesABoundGetsIt() {
        options.quotaBytes = 1000;

        assertThat(options.quota(GIB)).hasValue(1000);
    }
}
