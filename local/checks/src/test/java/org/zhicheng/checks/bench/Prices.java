package org.zhicheng.checks.bench;

/**
 * List prices in dollars of the region us-east-1, without free tiers, as looked up on 2026-11-30; China's are a fifth to a third higher. Those of
 * GuardDuty are of 2025: its page shows them only to a browser.
 */
enum Prices {

    TRANSITION(0.025, 1_000, "Step Functions, a standard workflow's transition", "step-functions/pricing"),
    INVOCATION(0.20, 1_000_000, "Lambda, a request", "lambda/pricing"),
    COMPUTE(0.0000166667, 1, "Lambda, a second of a GB on x86", "lambda/pricing"),
    WRITE(0.625, 1_000_000, "DynamoDB on demand, a write unit", "dynamodb/pricing/on-demand"),
    READ(0.125, 1_000_000, "DynamoDB on demand, a read unit", "dynamodb/pricing/on-demand"),
    /** A function that a stream triggers reads it for nothing. */
    STREAM_READ_BY_A_FUNCTION(0, 1, "DynamoDB Streams, read by a trigger", "dynamodb/pricing/on-demand"),
    API_CALL(1.00, 1_000_000, "HTTP API, a call of up to 512 KB", "api-gateway/pricing"),
    KEY_USE(0.03, 10_000, "KMS, a symmetric or HMAC request", "kms/pricing"),
    SIGNATURE(0.15, 10_000, "KMS, an elliptic curve's request", "kms/pricing"),
    PUT(0.005, 1_000, "S3 Standard, PUT, COPY, POST, LIST", "s3/pricing"),
    GET(0.0004, 1_000, "S3 Standard, GET and all other requests", "s3/pricing"),
    FILES_KEPT(0.023, 1, "S3 Standard, a GB a month", "s3/pricing"),
    TABLE_KEPT(0.25, 1, "DynamoDB, a GB a month", "dynamodb/pricing/on-demand"),
    TABLE_RESTORABLE(0.20, 1, "DynamoDB, a GB a month that can be restored to a point in time", "dynamodb/pricing/on-demand"),
    MAIL(0.10, 1_000, "SES, a mail sent", "ses/pricing"),
    SCANNED_FILE(0.215, 1_000, "GuardDuty Malware Protection for S3, an object", "guardduty/pricing"),
    SCANNED_BYTES(0.09, 1, "GuardDuty Malware Protection for S3, a GB", "guardduty/pricing"),
    EGRESS(0.09, 1, "a GB to the internet", "ec2/pricing/on-demand"),
    LOG(0.50, 1, "CloudWatch Logs, a GB taken in", "cloudwatch/pricing"),
    KEY(1.00, 1, "KMS, a key a month", "kms/pricing"),
    FIGURE(0.30, 1, "CloudWatch, a figure of one's own a month", "cloudwatch/pricing"),
    ALARM(0.10, 1, "CloudWatch, a figure that an alarm watches, a month", "cloudwatch/pricing"),
    DASHBOARD(3.00, 1, "CloudWatch, a dashboard a month beyond three", "cloudwatch/pricing"),
    SCHEDULED(1.00, 1_000_000, "EventBridge Scheduler, an invocation", "eventbridge/pricing"),
    SECRET(0.40, 1, "Secrets Manager, a secret a month", "secrets-manager/pricing");

    private static final String PUBLISHED_AT = "https://aws.amazon.com/";

    private final double dollars;
    private final int of;
    private final String what;
    private final String page;

    Prices(double dollars, int of, String what, String page) {
        this.dollars = dollars;
        this.of = of;
        this.what = what;
        this.page = page;
    }

    double of(double count) {
        return count * dollars / of;
    }

    /** As it is published. */
    String listed() {
        String amount = java.math.BigDecimal.valueOf(dollars).stripTrailingZeros().toPlainString();
        return of == 1 ? amount : "%s/%s".formatted(amount, of == 1_000_000 ? "million" : "%,d".formatted(of));
    }

    String what() {
        return what;
    }

    String page() {
        return PUBLISHED_AT + page + "/";
    }
}
