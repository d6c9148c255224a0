package org.zhicheng.walk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;

import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.Signer;
import org.zhicheng.work.outbox.Mailer;

/** Services of which any call may fail before it is done or after, by chance. */
final class CrashingServices {

    private final Random random;
    private double rate;

    CrashingServices(Random random) {
        this.random = random;
    }

    /** How likely a call is to fail; 0 for never. */
    void rate(double next) {
        rate = next;
    }

    <T> T crashing(Class<T> port, T behind) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (Thread.currentThread().isVirtual()) {
                // what is read ahead comes at any moment, and would take another walk's luck each time
                return invoke(behind, method, arguments);
            }
            String where = port.getSimpleName() + "." + method.getName();
            if (random.nextDouble() < rate / 2) {
                throw new Crash("before " + where);
            }
            Object result = invoke(behind, method, arguments);
            if (random.nextDouble() < rate / 2) {
                throw new Crash("after " + where);
            }
            return result;
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, handler));
    }

    /** The fake services behind this, with a workflow of the caller's. */
    Services over(FakeServices fake, Workflow workflow) {
        ApplicationStore applications = crashing(ApplicationStore.class, fake.applications());
        PersonStore people = crashing(PersonStore.class, fake.people());
        CertificateStore certificates = crashing(CertificateStore.class, fake.certificates());
        FileStore materials = crashing(FileStore.class, fake.materials());
        FileStore certificateFiles = crashing(FileStore.class, fake.certificateFiles());
        CycleStore cycles = crashing(CycleStore.class, fake.cycles());
        Signer signer = crashing(Signer.class, fake.signer());
        Workflow crashingWorkflow = crashing(Workflow.class, workflow);
        Mailer mailer = crashing(Mailer.class, fake.mailer());
        Outbox outbox = crashing(Outbox.class, fake.outbox());
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "applications" -> applications;
            case "people" -> people;
            case "certificates" -> certificates;
            case "materials" -> materials;
            case "certificateFiles" -> certificateFiles;
            case "cycles" -> cycles;
            case "signer" -> signer;
            case "workflow" -> crashingWorkflow;
            case "mailer" -> mailer;
            case "outbox" -> outbox;
            default -> invoke(fake, method, arguments);
        };
        return (Services) Proxy.newProxyInstance(Services.class.getClassLoader(), new Class<?>[]{Services.class}, handler);
    }

    private static Object invoke(Object behind, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
