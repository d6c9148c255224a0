package org.zhicheng.work.certificate;

import java.util.List;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;

/**
 * A certificate that cannot be made yet (R48): everything that stands in its way, each with what to do. Nothing is used up, and the step
 * goes on when it is tried again.
 */
public final class CertificateHeldUp extends Failure {

    CertificateHeldUp(List<Violation> obstacles) {
        super(ErrorCode.RULES_BROKEN, obstacles, obstacles.size());
    }
}
