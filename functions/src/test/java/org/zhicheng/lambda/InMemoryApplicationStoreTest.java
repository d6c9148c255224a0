package org.zhicheng.lambda;

/** The fake keeps the same promises as the table. */
class InMemoryApplicationStoreTest extends ApplicationStoreContract {

    @Override
    protected Services services() {
        return new FakeServices();
    }
}
