# Commands that are always recorded, whatever the pages use today: the tests build on them.
gcloud ai models upload --region=us-central1 --display-name=churn --container-image-uri=us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-6:latest
gcloud ai models list --region=us-central1
gcloud ai models list-version churn --region=us-central1
gcloud ai models describe churn@2 --region=us-central1
gcloud ai models delete-version churn@2 --region=us-central1
gcloud ai endpoints create --display-name=churn --region=us-central1
gcloud ai endpoints describe 1234567890 --region=us-central1
gcloud ai endpoints deploy-model 1234567890 --region=us-central1 --model=churn@2 --display-name=churn-v2
gcloud ai endpoints undeploy-model 1234567890 --region=us-central1 --deployed-model-id=5555
gcloud ai endpoints update 1234567890 --region=us-central1 --traffic-split=9876543210=100
gcloud builds submit . --config=cloudbuild.yaml --region=us-central1
gcloud iam service-accounts create serving
gcloud projects add-iam-policy-binding meu-projeto --member=user:a@exemplo.com --role=roles/aiplatform.user
gcloud storage cp a.csv gs://meu-bucket/
gcloud auth print-access-token
