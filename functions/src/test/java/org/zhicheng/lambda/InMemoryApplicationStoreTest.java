package org.zhicheng.lambda;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.process.ApplicationStore;

/** The fake keeps the same promises as the table. */
class InMemoryApplicationStoreTest extends ApplicationStoreContract {

    @Override
    protected Services services() {
        return new FakeServices();
    }

    @Override
    protected void forgetPapers(ApplicationStore store, Application application) {
        ((InMemoryApplicationStore) store).forgetPapers(application.id());
    }
}
