package org.zhicheng.stack.template;

import java.util.Locale;
import java.util.Optional;

/** What {@code Ref} and {@code Fn::GetAtt} answer for a resource of the embedded stack. */
record PhysicalResource(String id, String type, String name, Settings settings) {

    static String nameProperty(String type) {
        return switch (type) {
            case "AWS::Serverless::Function", "AWS::Lambda::Function" -> "FunctionName";
            case "AWS::DynamoDB::Table" -> "TableName";
            case "AWS::S3::Bucket" -> "BucketName";
            case "AWS::SQS::Queue" -> "QueueName";
            case "AWS::SNS::Topic" -> "TopicName";
            case "AWS::IAM::Role" -> "RoleName";
            case "AWS::IAM::ManagedPolicy" -> "ManagedPolicyName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            case "AWS::KMS::Alias" -> "AliasName";
            case "AWS::CloudWatch::Alarm" -> "AlarmName";
            case "AWS::StepFunctions::StateMachine" -> "StateMachineName";
            default -> "Name";
        };
    }

    /** A made-up name: the logical id, and for buckets, whose names must be lower case, the stack's name before it. */
    static String defaultName(String type, String id, Settings settings) {
        return type.equals("AWS::S3::Bucket") ? (settings.stackName() + "-" + id).toLowerCase(Locale.ROOT) : id;
    }

    String ref() {
        return switch (type) {
            case "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine", "AWS::SNS::Topic", "AWS::SecretsManager::Secret",
                    "AWS::IAM::ManagedPolicy" ->
                arn();
            case "AWS::SQS::Queue" ->
                "https://sqs." + settings.region() + "." + settings.urlSuffix() + "/" + settings.account() + "/" + name;
            case "AWS::KMS::Key", "AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api" -> id;
            case "generated Version" -> settings.arn("lambda", "function:" + name + ":1");
            case "generated Alias" -> settings.arn("lambda", "function:" + name + ":live");
            case "generated Stage" -> "$default";
            default -> name;
        };
    }

    Optional<String> attribute(String attribute) {
        if (attribute.equals("Arn")) {
            return Optional.of(arn());
        }
        return Optional.ofNullable(switch (type + " " + attribute) {
            case "AWS::Serverless::Function Alias" -> arn() + ":live";
            case "AWS::Serverless::Function Version" -> arn() + ":1";
            case "AWS::DynamoDB::Table StreamArn" -> arn() + "/stream/LOCAL";
            case "AWS::Serverless::StateMachine Name", "AWS::StepFunctions::StateMachine Name" -> name;
            case "AWS::SQS::Queue QueueName", "AWS::SNS::Topic TopicName" -> name;
            case "AWS::SQS::Queue QueueUrl" -> ref();
            case "AWS::SNS::Topic TopicArn" -> arn();
            case "AWS::S3::Bucket DomainName", "AWS::S3::Bucket RegionalDomainName" ->
                name + ".s3." + settings.region() + "." + settings.urlSuffix();
            case "AWS::KMS::Key KeyId" -> id;
            case "AWS::IAM::Role RoleId", "AWS::Serverless::HttpApi ApiId", "AWS::ApiGatewayV2::Api ApiId" -> id;
            case "AWS::Serverless::HttpApi ApiEndpoint", "AWS::ApiGatewayV2::Api ApiEndpoint" ->
                "https://" + id + ".execute-api." + settings.region() + "." + settings.urlSuffix();
            case "AWS::Cognito::UserPool ProviderURL" ->
                "https://cognito-idp." + settings.region() + "." + settings.urlSuffix() + "/" + name;
            case "AWS::Cognito::UserPool ProviderName" -> "cognito-idp." + settings.region() + "." + settings.urlSuffix() + "/" + name;
            case "AWS::Cognito::UserPool UserPoolId", "AWS::Cognito::UserPoolClient ClientId", "AWS::SSM::Parameter Value" -> name;
            default -> null;
        });
    }

    private String arn() {
        return switch (type) {
            case "AWS::Serverless::Function", "AWS::Lambda::Function" -> settings.arn("lambda", "function:" + name);
            case "AWS::Lambda::LayerVersion", "AWS::Serverless::LayerVersion" -> settings.arn("lambda", "layer:" + name + ":1");
            case "AWS::DynamoDB::Table" -> settings.arn("dynamodb", "table/" + name);
            case "AWS::S3::Bucket" -> "arn:" + settings.partition() + ":s3:::" + name;
            case "AWS::KMS::Key" -> settings.arn("kms", "key/" + id);
            case "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine" -> settings.arn("states", "stateMachine:" + name);
            case "AWS::SQS::Queue" -> settings.arn("sqs", name);
            case "AWS::SNS::Topic" -> settings.arn("sns", name);
            case "AWS::IAM::Role" -> "arn:" + settings.partition() + ":iam::" + settings.account() + ":role/" + name;
            case "AWS::IAM::ManagedPolicy" -> "arn:" + settings.partition() + ":iam::" + settings.account() + ":policy/" + name;
            case "AWS::Logs::LogGroup" -> settings.arn("logs", "log-group:" + name + ":*");
            case "AWS::CloudWatch::Alarm" -> settings.arn("cloudwatch", "alarm:" + name);
            case "AWS::Cognito::UserPool" -> settings.arn("cognito-idp", "userpool/" + name);
            case "AWS::Scheduler::Schedule" -> settings.arn("scheduler", "schedule/default/" + name);
            case "AWS::SecretsManager::Secret" -> settings.arn("secretsmanager", "secret:" + name);
            default -> settings.arn(service(), name);
        };
    }

    private String service() {
        String[] parts = type.split("::");
        return parts.length == 3 ? parts[1].toLowerCase(Locale.ROOT) : "local";
    }
}
