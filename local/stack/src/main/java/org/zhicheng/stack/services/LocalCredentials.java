package org.zhicheng.stack.services;

/** The one identity that the embedded services know: invented, alphanumeric because DynamoDB Local wants it so, worth nothing elsewhere. */
public final class LocalCredentials {

    public static final String ACCESS_KEY = "local";
    public static final String SECRET_KEY = "localsecret";
    /** The account in every ARN. */
    public static final String ACCOUNT = "000000000000";

    private LocalCredentials() {
    }
}
